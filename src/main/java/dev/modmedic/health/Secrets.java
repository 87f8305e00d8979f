package dev.modmedic.health;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What signs messages to a webhook: a secret, and for a while the one before it.
 *
 * @param previous null if there is none, or none any more
 * @param previousUntil how long that signs as well; null together with it
 */
public record Secrets(String current, @Nullable String previous, @Nullable Instant previousUntil) {
  private static final int BYTES = 32;

  public Secrets {
    Objects.requireNonNull(current, "current");
    if ((previous == null) != (previousUntil == null)) {
      throw new IllegalArgumentException("a secret that signs for ever, or nothing that does");
    }
  }

  /** One alone. */
  public static Secrets of(String current) {
    return new Secrets(current, null, null);
  }

  public static String random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return "whsec_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Another secret in place of this one; one from before is given up.
   *
   * @param overlap how long this one still signs; zero for not at all
   */
  public Secrets renewed(String next, Instant now, Duration overlap) {
    return overlap.isPositive() ? new Secrets(next, current, now.plus(overlap)) : of(next);
  }

  /** Those that sign, newest first. */
  public List<String> at(Instant now) {
    return previous != null && previousUntil != null && now.isBefore(previousUntil)
        ? List.of(current, previous)
        : List.of(current);
  }

  /** Leaves the secrets out. */
  @Override
  public String toString() {
    return "Secrets[previousUntil=" + previousUntil + "]";
  }
}
