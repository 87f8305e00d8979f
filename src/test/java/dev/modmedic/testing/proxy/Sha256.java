package dev.modmedic.testing.proxy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.SortedMap;

/** SHA-256, and what go makes of it; written apart from what is tested with it. */
final class Sha256 {
  private Sha256() {}

  static byte[] of(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The h1 sum of files by name; names must be ASCII, so that every order is the same. */
  static String h1(SortedMap<String, byte[]> files) {
    var lines = new StringBuilder();
    files.forEach((name, content) ->
        lines.append(HexFormat.of().formatHex(of(content))).append("  ").append(name).append('\n'));
    byte[] all = of(lines.toString().getBytes(StandardCharsets.UTF_8));
    return "h1:" + Base64.getEncoder().encodeToString(all);
  }
}
