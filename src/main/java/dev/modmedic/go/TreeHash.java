package dev.modmedic.go;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/**
 * A hash in a Merkle tree, as RFC 6962 makes them; shown in base64.
 *
 * <p>See golang.org/x/mod/sumdb/tlog.
 */
public final class TreeHash {
  /** Bytes in one hash. */
  public static final int SIZE = 32;

  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private final byte[] bytes;

  private TreeHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The hash that begins at {@code offset}.
   *
   * @throws IndexOutOfBoundsException if it does not end within the bytes
   */
  static TreeHash at(byte[] bytes, int offset) {
    Objects.checkFromIndexSize(offset, SIZE, bytes.length);
    return new TreeHash(Arrays.copyOfRange(bytes, offset, offset + SIZE));
  }

  /** What go takes for the root of a tree without records: all zeros. */
  static TreeHash none() {
    return new TreeHash(new byte[SIZE]);
  }

  static TreeHash ofRecord(String text) {
    return new TreeHash(Sha256.of(LEAF, text.getBytes(StandardCharsets.UTF_8)));
  }

  TreeHash beside(TreeHash right) {
    return new TreeHash(Sha256.of(NODE, bytes, right.bytes));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TreeHash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
