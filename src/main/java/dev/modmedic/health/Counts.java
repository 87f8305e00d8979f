package dev.modmedic.health;

import java.util.Optional;

/**
 * How many runs came to what.
 *
 * @param firstFailed of those that happened, the ones whose first attempt failed
 * @param bytes of bodies received
 */
public record Counts(
    long passed,
    long degraded,
    long failed,
    long offline,
    long missed,
    long firstFailed,
    long bytes) {
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

  public Counts plus(Counts other) {
    return new Counts(
        passed + other.passed,
        degraded + other.degraded,
        failed + other.failed,
        offline + other.offline,
        missed + other.missed,
        firstFailed + other.firstFailed,
        bytes + other.bytes);
  }

  /** These and one more run. */
  public Counts plus(RunOutcome outcome, boolean firstAttemptFailed, long received) {
    return new Counts(
        passed + (outcome == RunOutcome.PASSED ? 1 : 0),
        degraded + (outcome == RunOutcome.DEGRADED ? 1 : 0),
        failed + (outcome == RunOutcome.FAILED ? 1 : 0),
        offline + (outcome == RunOutcome.OFFLINE ? 1 : 0),
        missed + (outcome == RunOutcome.MISSED ? 1 : 0),
        firstFailed + (outcome.counts() && firstAttemptFailed ? 1 : 0),
        bytes + received);
  }

  /** Runs that say something about the target. */
  public long known() {
    return passed + degraded + failed;
  }

  public long expected() {
    return known() + offline + missed;
  }

  /**
   * The share of first attempts that succeeded, from 0 to 1: what {@code go} would have met, since
   * it does not retry. Empty without any.
   */
  public Optional<Double> reachability() {
    return known() == 0
        ? Optional.empty()
        : Optional.of((double) (known() - firstFailed) / known());
  }

  /** The share of the expected runs that say something about the target. Empty without any. */
  public Optional<Double> coverage() {
    return expected() == 0 ? Optional.empty() : Optional.of((double) known() / expected());
  }
}
