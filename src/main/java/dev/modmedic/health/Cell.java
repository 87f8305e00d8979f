package dev.modmedic.health;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How one target is from one region: as its worst check that is known. Checks that are unknown or
 * stale count only when no other is known; then it is stale if one of them is.
 *
 * @param lastKnown the state before it became stale; the state itself otherwise
 * @param trouble of the check that decided
 */
public record Cell(State state, State lastKnown, Trouble trouble) {
  private static final List<State> WORST_FIRST =
      List.of(State.DOWN, State.FLAPPING, State.DEGRADED, State.UP, State.STALE, State.UNKNOWN);

  private static final Set<State> FRESH =
      EnumSet.of(State.UP, State.DEGRADED, State.DOWN, State.FLAPPING);

  public static final Cell UNKNOWN = new Cell(State.UNKNOWN, State.UNKNOWN, Trouble.NONE);

  public Cell {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(lastKnown, "lastKnown");
    Objects.requireNonNull(trouble, "trouble");
  }

  /** The cell that these checks make. */
  public static Cell of(Collection<CheckHealth> checks) {
    return checks.stream()
        .min(
            Comparator.comparingInt((CheckHealth check) -> WORST_FIRST.indexOf(check.state()))
                .thenComparingInt(check -> WORST_FIRST.indexOf(check.lastKnown())))
        .map(worst -> new Cell(worst.state(), worst.lastKnown(), trouble(worst)))
        .orElse(UNKNOWN);
  }

  /** Whether anything is known of how the target is now. */
  public boolean fresh() {
    return FRESH.contains(state);
  }

  private static Trouble trouble(CheckHealth check) {
    return check.state() == State.UP || check.state() == State.UNKNOWN
        ? Trouble.NONE
        : check.trouble();
  }
}
