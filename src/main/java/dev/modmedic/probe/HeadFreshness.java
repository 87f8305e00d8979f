package dev.modmedic.probe;

import dev.modmedic.go.SumDb;
import dev.modmedic.go.VerifierKey;
import java.time.Duration;
import java.time.Instant;

/** Whether the big checksum database still grows; a private one may rest for weeks. */
final class HeadFreshness {
  static final String FRESHNESS = "sumdb.freshness";

  /** Its head normally stays for 10 to 20 minutes; caches of proxies may keep it for an hour. */
  private static final Duration DIRECT = Duration.ofHours(1);

  private static final Duration THROUGH_PROXY = Duration.ofHours(3);

  private HeadFreshness() {}

  /**
   * @param since when the newest head was first seen
   */
  static void check(Trial trial, VerifierKey key, Instant since, Instant now, boolean direct) {
    if (!key.name().equals(SumDb.DEFAULT)) {
      return;
    }
    Duration age = Duration.between(since, now);
    String says = "no new head for %d minutes".formatted(Math.max(0, age.toMinutes()));
    if (age.compareTo(direct ? DIRECT : THROUGH_PROXY) > 0) {
      trial.warn(FRESHNESS, says);
    } else {
      trial.pass(FRESHNESS, says);
    }
  }
}
