package dev.modmedic.history.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Recognises content by its hash. */
final class Digests {
  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Weak, because an answer may be compressed on its way. */
  static String entityTag(String body) {
    byte[] hash = sha256().digest(body.getBytes(StandardCharsets.UTF_8));
    return "W/\"" + HexFormat.of().formatHex(hash, 0, 16) + "\"";
  }
}
