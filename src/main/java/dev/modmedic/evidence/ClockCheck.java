package dev.modmedic.evidence;

import dev.modmedic.go.GoRelease;
import dev.modmedic.go.ReleaseDates;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a snapshot's clock with ours when the snapshot arrives, and with the Go release in it.
 *
 * <p>A snapshot may be sent long after it was taken, but not before; and nobody ran a release of Go
 * before it came out. Any other clock proves nothing.
 */
public final class ClockCheck {
  private static final Duration TOLERATED = Duration.ofMinutes(5);

  private ClockCheck() {}

  /**
   * The snapshot, with a check of kind {@code arrival} added whose outcome is {@code ahead} when
   * its clock is ahead of {@code now}, or {@code behind} when its Go release is younger than its
   * clock.
   */
  public static Environment added(Environment environment, Instant now) {
    Optional<Instant> told = environment.text("clock").flatMap(ClockCheck::time);
    if (told.isEmpty()) {
      return environment;
    }
    Instant clock = told.get();
    Duration ahead = Duration.between(now, clock);
    if (ahead.compareTo(TOLERATED) > 0) {
      return with(environment, "ahead", ahead);
    }
    Duration behind = Duration.between(clock, releasedBefore(environment));
    return behind.isPositive() ? with(environment, "behind", behind) : environment;
  }

  /** The evening before any place on earth had the release. */
  private static Instant releasedBefore(Environment environment) {
    GoRelease release = GoSettings.releaseOf(environment).orElse(GoRelease.of(1, 11));
    return ReleaseDates.notBefore(release).minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Optional<Instant> time(String clock) {
    try {
      return Optional.of(OffsetDateTime.parse(clock).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static Environment with(Environment environment, String outcome, Duration off) {
    List<Object> checks = new ArrayList<>(environment.entries("checks"));
    checks.add(
        Map.of("kind", "arrival", "target", "clock", "outcome", outcome, "ms", off.toMillis()));
    return environment.with(new Environment(Map.of("checks", checks)));
  }
}
