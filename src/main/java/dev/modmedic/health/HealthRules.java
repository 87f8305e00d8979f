package dev.modmedic.health;

import java.time.Duration;

/**
 * When a state changes.
 *
 * @param downAfter failed runs in a row, and runs in a row that were only degraded
 * @param upAfter runs in a row that worked, for what was down, and that passed, for what was
 *     degraded
 * @param flapChanges changes between working and failing within the flapping window that make a
 *     check flapping
 * @param flapWindow how far back changes count, but never less than {@value #FLAP_RUNS} intervals
 * @param flapCalm runs in a row that agree and so end flapping
 * @param staleIntervals intervals without a word until a check is stale, but never sooner than
 *     {@code staleFloor}
 * @param lateAfter a result that comes later than this after its due time is late; nobody is woken
 *     for what it changes
 */
public record HealthRules(
    int downAfter,
    int upAfter,
    int flapChanges,
    Duration flapWindow,
    int flapCalm,
    int staleIntervals,
    Duration staleFloor,
    Duration lateAfter) {
  /** A check that runs once an hour could otherwise never flap. */
  static final int FLAP_RUNS = 20;

  public static final HealthRules DEFAULTS =
      new HealthRules(
          3, 2, 6, Duration.ofMinutes(30), 10, 3, Duration.ofMinutes(2), Duration.ofMinutes(10));

  public HealthRules {
    between("down-after", downAfter, 1, 100);
    between("up-after", upAfter, 1, 100);
    between("flapping.changes", flapChanges, 2, 100);
    between("flapping.calm", flapCalm, Math.max(downAfter, upAfter), 1_000);
    between("stale.intervals", staleIntervals, 2, 1_000);
    positive("flapping.window", flapWindow);
    positive("stale.floor", staleFloor);
    positive("late-after", lateAfter);
  }

  /** How long a check with this interval may be silent. */
  Duration staleAfter(Duration interval) {
    return longer(interval.multipliedBy(staleIntervals), staleFloor);
  }

  /** How old the last run of a check may be for its state to be that of now. */
  Duration knownFor(Duration interval) {
    return longer(staleAfter(interval), lateAfter);
  }

  /** How old it may be if no later run is to be waited for. */
  Duration currentFor(Duration interval) {
    return longer(interval, lateAfter);
  }

  /** How far back changes count for a check with this interval. */
  Duration flapWindow(Duration interval) {
    return longer(interval.multipliedBy(FLAP_RUNS), flapWindow);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static void between(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be between %d and %d: %d".formatted(name, least, most, value));
    }
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive() || value.compareTo(Duration.ofDays(365)) > 0) {
      throw new IllegalArgumentException(
          "%s must be more than nothing and at most a year: %s".formatted(name, value));
    }
  }
}
