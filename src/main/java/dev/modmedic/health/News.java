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
import java.util.function.BiFunction;
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
    boolean settled = present(there, told).state() == cell.state();
    boolean worse = BETTER_FIRST.indexOf(cell.state()) > BETTER_FIRST.indexOf(told);
    return settled && (worse || there.stream().noneMatch(this::awaited));
  }

  /**
   * Whether people need to hear that a target is like this as a whole.
   *
   * @param cells those of {@link #present}
   */
  boolean is(TargetState state, Map<String, Cell> cells, TargetState told) {
    if (state == TargetState.UNKNOWN || same(told, state)) {
      return false;
    }
    // Whoever is silent, or was not heard yet, might say that it is not better.
    boolean better =
        Quorum.ofLastKnown(cells).state().compareTo(state) <= 0
            && checks.values().stream().noneMatch(this::awaited);
    return better || state.compareTo(told) > 0;
  }

  /** Whether nothing is heard of a stale cell while its region goes on as always. */
  boolean alone(String region, @Nullable Vantage vantage) {
    return vantage != null
        && !vantage.silent()
        && in(region).stream().anyMatch(check -> missed(check, vantage));
  }

  /** Regions as they are at this moment. */
  Map<String, Cell> present(Map<String, RegionHealth> regions) {
    Map<String, Cell> cells = new HashMap<>();
    checks.values().stream()
        .collect(Collectors.groupingBy(Check::region))
        .forEach((region, there) -> {
          RegionHealth health = regions.get(region);
          cells.put(region, present(there, health == null ? State.UNKNOWN : health.told()));
        });
    return cells;
  }

  /**
   * What people heard holds as long as it is known; something else is believed once no later result
   * is to be waited for. So old results that are being replayed say nothing of the present.
   */
  private Cell present(Collection<Check> there, State told) {
    Cell known = cell(there, HealthRules::knownFor);
    return known.fresh() && same(told, known.state())
        ? known
        : cell(there, HealthRules::currentFor).asHeard(told);
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

  private Cell cell(
      Collection<Check> checks, BiFunction<HealthRules, Duration, Duration> patience) {
    return Cell.of(
        checks.stream()
            .map(check ->
                machine.seen(
                    now, check.health(), patience.apply(machine.rules(), check.interval())))
            .toList());
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
