package dev.modmedic.go;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * How many records a checksum database has, and the hash over all of them.
 *
 * <p>See {@code ParseTree} of golang.org/x/mod/sumdb/tlog.
 */
public record TreeHead(long size, TreeHash hash) {
  private static final String PREFIX = "go.sum database tree\n";
  private static final int LONGEST = 1_000_000;

  public TreeHead {
    if (size < 0) {
      throw new IllegalArgumentException("size " + size);
    }
    Objects.requireNonNull(hash, "hash");
  }

  /**
   * Reads the text of a tree note; lines after the third are left for later versions.
   *
   * @throws Refused in go's words, if go would refuse it
   */
  public static TreeHead parse(String text) throws Refused {
    String[] lines = text.split("\n", 4);
    if (!text.startsWith(PREFIX)
        || lines.length < 4
        || text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw malformed();
    }
    long size = size(lines[1]).orElseThrow(TreeHead::malformed);
    byte[] hash =
        Base64Text.decode(lines[2])
            .filter(bytes -> bytes.length == TreeHash.SIZE)
            .orElseThrow(TreeHead::malformed);
    return new TreeHead(size, TreeHash.at(hash, 0));
  }

  private static Optional<Long> size(String text) {
    try {
      long size = Long.parseLong(text);
      return size >= 0 && text.equals(Long.toString(size)) ? Optional.of(size) : Optional.empty();
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  private static Refused malformed() {
    return new Refused("malformed tree note");
  }
}
