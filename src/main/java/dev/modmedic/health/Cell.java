package dev.modmedic.health;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How one target is from one region: as its worst check. One that fell silent stands for what it
 * was before, so that silence never makes anything better: where only silent checks are that bad,
 * the cell is stale. Checks that were never known count only when there is no other.
 *
 * @param lastKnown the state before it became stale; the state itself otherwise
 * @param trouble of the check that decided
 */
public record Cell(State state, State lastKnown, Trouble trouble) {
  private static final List<State> WORST_FIRST =
      List.of(State.DOWN, State.FLAPPING, State.DEGRADED, State.UP, State.UNKNOWN);

  private static final List<State> FRESH_FIRST =
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
            Comparator.comparingInt((CheckHealth check) -> WORST_FIRST.indexOf(word(check)))
                .thenComparingInt(check -> FRESH_FIRST.indexOf(check.state())))
        .map(worst -> new Cell(worst.state(), worst.lastKnown(), trouble(worst)))
        .orElse(UNKNOWN);
  }

  /** Whether anything is known of how the target is now. */
  public boolean fresh() {
    return FRESH.contains(state);
  }

  /** What it says, or said last. */
  State word() {
    return state == State.STALE ? lastKnown : state;
  }

  /** The same, as if its last word were still true. */
  Cell asLastKnown() {
    return new Cell(word(), lastKnown, trouble);
  }

  /** The same if it is fresh; if it is silent, as if this had been its last word. */
  Cell asHeard(State told) {
    return state == State.STALE && FRESH.contains(told) ? new Cell(state, told, trouble) : this;
  }

  private static State word(CheckHealth check) {
    return check.state() == State.STALE ? check.lastKnown() : check.state();
  }

  private static Trouble trouble(CheckHealth check) {
    return check.state() == State.UP || check.state() == State.UNKNOWN
        ? Trouble.NONE
        : check.trouble();
  }
}
