package dev.modmedic.health;

import dev.modmedic.health.TargetHealth.Check;
import dev.modmedic.health.TargetHealth.RegionHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a state differs from what people heard last, and is settled enough to be told.
 *
 * @param checks as they are now; read at every question
 */
record News(Map<UUID, Check> checks, StateMachine machine, Instant now) {
  /** Intervals of grace in which a region has to be heard before one check alone is missed. */
  private static final int GRACE = 2;

  private static final List<State> BETTER_FIRST =
      List.of(State.UNKNOWN, State.UP, State.DEGRADED, State.FLAPPING, State.DOWN, State.STALE);

  /** Whether people need to hear that a target is like this from a region. */
  boolean is(String region, Cell cell, State told) {
    if (!cell.fresh() || same(told, cell.state())) {
      return false;
    }
    Collection<Check> there = in(region);
    boolean settled = cell(there, this::current).state() == cell.state();
    boolean worse = BETTER_FIRST.indexOf(cell.state()) > BETTER_FIRST.indexOf(told);
    return settled && (worse || there.stream().noneMatch(this::awaited));
  }

  /**
   * Whether people need to hear that a target is like this as a whole.
   *
   * @param quorum that of {@link #known}
   */
  boolean is(Quorum quorum, Map<String, RegionHealth> regions, TargetState told) {
    TargetState state = quorum.state();
    if (state == TargetState.UNKNOWN || same(told, state)) {
      return false;
    }
    boolean settled = Quorum.of(cells(regions, this::current)).state() == state;
    if (state.compareTo(told) > 0) {
      return settled;
    }
    // Whoever is silent, or was not heard yet, might say that it is not better.
    boolean better = Quorum.ofLastKnown(known(regions)).state().compareTo(state) <= 0;
    return settled && better && checks.values().stream().noneMatch(this::awaited);
  }

  /** Whether nothing is heard of a stale cell while its region goes on as always. */
  boolean alone(String region, @Nullable Vantage vantage) {
    return vantage != null
        && !vantage.silent()
        && in(region).stream().anyMatch(check -> missed(check, vantage));
  }

  /** Regions as far as is known at this moment; what is being replayed says what was heard. */
  Map<String, Cell> known(Map<String, RegionHealth> regions) {
    return cells(regions, this::known);
  }

  static boolean same(State told, State state) {
    return told == state || (told == State.UNKNOWN && state == State.UP);
  }

  static boolean same(TargetState told, TargetState state) {
    return told == state || (told == TargetState.UNKNOWN && state == TargetState.UP);
  }

  Collection<Check> in(String region) {
    return checks.values().stream().filter(check -> check.region().equals(region)).toList();
  }

  private Map<String, Cell> cells(
      Map<String, RegionHealth> regions, Function<Check, CheckHealth> seen) {
    Map<String, Cell> cells = new HashMap<>();
    checks.values().stream()
        .collect(Collectors.groupingBy(Check::region))
        .forEach((region, there) -> {
          RegionHealth health = regions.get(region);
          Cell cell = cell(there, seen);
          cells.put(region, health == null ? cell : cell.asHeard(health.told()));
        });
    return cells;
  }

  private static Cell cell(Collection<Check> checks, Function<Check, CheckHealth> seen) {
    return Cell.of(checks.stream().map(seen).toList());
  }

  private CheckHealth known(Check check) {
    return machine.seen(now, check.health(), machine.rules().knownFor(check.interval()));
  }

  private CheckHealth current(Check check) {
    return machine.seen(now, check.health(), machine.rules().currentFor(check.interval()));
  }

  /** Whether it is about to speak for the first time. */
  private boolean awaited(Check check) {
    CheckHealth health = check.health();
    return health.state() == State.UNKNOWN
        && (health.lastDue() != null || !machine.silent(health.since(), check.interval(), now));
  }

  private boolean missed(Check check, Vantage vantage) {
    Instant last = check.health().lastDue();
    if (check.health().state() != State.STALE || last == null) {
      return false;
    }
    Instant since = vantage.since();
    Instant from = since != null && since.isAfter(last) ? since : last;
    Duration patience =
        machine.rules().staleAfter(check.interval()).plus(check.interval().multipliedBy(GRACE));
    return vantage.heard().isAfter(from.plus(patience));
  }
}
