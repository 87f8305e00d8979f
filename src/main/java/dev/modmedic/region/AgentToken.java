package dev.modmedic.region;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What an agent shows to be let in: 256 random bits, of which only the hash is kept. So many bits
 * cannot be guessed, so a plain hash is enough.
 *
 * @param text begins with {@code mma_}, so that people and scanners recognise it
 */
public record AgentToken(String text) {
  private static final String PREFIX = "mma_";
  private static final int BYTES = 32;

  static AgentToken random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new AgentToken(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** SHA-256 of the text. */
  public byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Does not show it. */
  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
