package dev.modmedic.evidence.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A script that takes a snapshot of the machine it runs on.
 *
 * @param tag changes when the script does
 */
record Collector(String script, String tag) {
  private static final int TAG_BYTES = 16;

  /** Reads a script that ships with the service. */
  static Collector bundled(String name) {
    try (InputStream in = Collector.class.getResourceAsStream("/collect/" + name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Collector(
          new String(bytes, StandardCharsets.UTF_8),
          // Weak, because an answer may be compressed on its way.
          "W/\"%s\"".formatted(HexFormat.of().formatHex(digest, 0, TAG_BYTES)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
