package dev.modmedic.go;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The h1 sum over some files, as go.sum has it.
 *
 * <p>See {@code Hash1} of golang.org/x/mod/sumdb/dirhash.
 */
public final class DirHash {
  private final List<File> files = new ArrayList<>();

  private record File(byte[] name, byte[] sha256) {}

  /** The sum of a go.mod file. */
  public static String ofGoMod(byte[] content) {
    var hash = new DirHash();
    hash.files.add(new File("go.mod".getBytes(StandardCharsets.UTF_8), Sha256.of(content)));
    return hash.h1();
  }

  /**
   * Adds one file; in which order does not matter.
   *
   * @throws Refused if the name has a line break, which would make the sum ambiguous
   */
  void add(String name, byte[] sha256) throws Refused {
    if (name.indexOf('\n') >= 0) {
      throw new Refused("dirhash: filenames with newlines are not supported");
    }
    files.add(new File(name.getBytes(StandardCharsets.UTF_8), sha256.clone()));
  }

  /** {@code h1:} and the sum in base64. */
  String h1() {
    MessageDigest all = Sha256.begin();
    // Go sorts bytes; the order of Java's strings differs beyond the basic plane.
    files.stream()
        .sorted((left, right) -> Arrays.compareUnsigned(left.name(), right.name()))
        .forEach(file -> {
          all.update(HexFormat.of().formatHex(file.sha256()).getBytes(StandardCharsets.UTF_8));
          all.update(new byte[] {' ', ' '});
          all.update(file.name());
          all.update((byte) '\n');
        });
    return "h1:" + Base64.getEncoder().encodeToString(all.digest());
  }
}
