package dev.modmedic.health;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one check is, and what the state machine has to remember of its runs.
 *
 * @param lastDue the latest run that counted, or null before the first
 * @param streaks runs in a row
 * @param changes when it changed between working and failing, within the flapping window
 * @param lastKnown the state before it became stale; the state itself otherwise
 * @param trouble of the last run that failed or was degraded
 * @param troubleAt when that was; null if there was none
 */
public record CheckHealth(
    State state,
    Instant since,
    @Nullable Instant lastDue,
    Streaks streaks,
    List<Instant> changes,
    State lastKnown,
    Trouble trouble,
    @Nullable Instant troubleAt) {
  public CheckHealth {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(streaks, "streaks");
    Objects.requireNonNull(lastKnown, "lastKnown");
    Objects.requireNonNull(trouble, "trouble");
    changes = List.copyOf(changes);
  }

  /** Of a check that was never heard of. */
  public static CheckHealth unknown(Instant since) {
    return new CheckHealth(
        State.UNKNOWN, since, null, Streaks.NONE, List.of(), State.UNKNOWN, Trouble.NONE, null);
  }

  CheckHealth as(State next, Instant at) {
    return next == state
        ? this
        : new CheckHealth(next, at, lastDue, streaks, changes, next, trouble, troubleAt);
  }

  CheckHealth stale(Instant noticed) {
    return new CheckHealth(
        State.STALE, noticed, lastDue, streaks, changes, lastKnown, trouble, troubleAt);
  }

  CheckHealth withoutChanges() {
    return new CheckHealth(
        state, since, lastDue, streaks, List.of(), lastKnown, trouble, troubleAt);
  }

  /**
   * Runs in a row up to the last one that counted.
   *
   * @param failed that failed
   * @param worked that passed or were degraded
   * @param passed that passed
   * @param degraded that were degraded
   */
  public record Streaks(int failed, int worked, int passed, int degraded) {
    public static final Streaks NONE = new Streaks(0, 0, 0, 0);

    Streaks plus(RunOutcome outcome) {
      return switch (outcome) {
        case PASSED -> new Streaks(0, worked + 1, passed + 1, 0);
        case DEGRADED -> new Streaks(0, worked + 1, 0, degraded + 1);
        case FAILED -> new Streaks(failed + 1, 0, 0, 0);
        case OFFLINE, MISSED -> this;
      };
    }
  }
}
