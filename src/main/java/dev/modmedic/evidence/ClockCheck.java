package dev.modmedic.evidence;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a snapshot's clock with ours when the snapshot arrives.
 *
 * <p>Only a clock that is ahead proves anything: a snapshot may be sent long after it was taken,
 * but not before.
 */
public final class ClockCheck {
  private static final Duration TOLERATED = Duration.ofMinutes(5);

  private ClockCheck() {}

  /**
   * The snapshot, with a check of kind {@code arrival} added when its clock is ahead of {@code
   * now}.
   */
  public static Environment added(Environment environment, Instant now) {
    return environment
        .text("clock")
        .flatMap(ClockCheck::time)
        .map(clock -> Duration.between(now, clock))
        .filter(ahead -> ahead.compareTo(TOLERATED) > 0)
        .map(ahead -> with(environment, ahead))
        .orElse(environment);
  }

  private static Optional<Instant> time(String clock) {
    return Rfc3339.parse(clock).map(OffsetDateTime::toInstant);
  }

  private static Environment with(Environment environment, Duration ahead) {
    List<Object> checks = new ArrayList<>(environment.entries("checks"));
    checks.add(
        Map.of("kind", "arrival", "target", "clock", "outcome", "ahead", "ms", ahead.toMillis()));
    return environment.with(new Environment(Map.of("checks", checks)));
  }
}
