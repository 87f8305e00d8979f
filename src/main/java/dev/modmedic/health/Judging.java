package dev.modmedic.health;

import dev.modmedic.health.TargetHealth.Check;
import dev.modmedic.health.TargetHealth.RegionHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One judgement under way. */
final class Judging {
  private final TargetHealth before;
  private final Maintenance maintenance;
  private final Instant now;
  private final StateMachine machine;
  private final Supplier<UUID> ids;
  private final Map<UUID, Check> checks;
  private final Map<String, RegionHealth> regions;
  private final Map<String, Instant> heard = new HashMap<>();
  private final List<Transition> transitions = new ArrayList<>();

  Judging(
      TargetHealth before,
      Maintenance maintenance,
      Instant now,
      StateMachine machine,
      Supplier<UUID> ids) {
    this.before = before;
    this.maintenance = maintenance;
    this.now = now;
    this.machine = machine;
    this.ids = ids;
    this.checks = new HashMap<>(before.checks());
    this.regions = new HashMap<>(before.regions());
  }

  void count(UUID assignment, Run run) {
    Check check = Objects.requireNonNull(checks.get(assignment));
    CheckHealth next = machine.after(check.health(), run, check.interval());
    if (!next.equals(check.health())) {
      checks.put(assignment, check.with(next));
      heard.merge(check.region(), run.due(), (one, other) -> one.isAfter(other) ? one : other);
      settle(check.region(), run.due(), machine.late(run.due(), now), false);
    }
  }

  void grow(Set<String> silent) {
    checks.replaceAll(
        (assignment, check) -> check.with(machine.at(now, check.health(), check.interval())));
    Set<String> all = new TreeSet<>(regions.keySet());
    checks.values().forEach(check -> all.add(check.region()));
    all.forEach(region -> settle(region, now, false, silent.contains(region)));
  }

  Judgement result() {
    tellWhatHolds();
    Map<String, Cell> cells =
        regions.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().cell()));
    Quorum quorum = Quorum.of(cells);
    Instant at = heard.values().stream().max(Instant::compareTo).orElse(now);
    // While history is replayed nothing is known of the present.
    if (quorum.state() == before.state() || machine.late(at, now)) {
      return judgement(before.state(), before.since());
    }
    transitions.add(whole(quorum, at));
    return judgement(quorum.state(), at);
  }

  private Judgement judgement(TargetState state, Instant since) {
    return new Judgement(new TargetHealth(before.id(), checks, regions, state, since), transitions);
  }

  private void settle(String region, Instant at, boolean late, boolean silent) {
    RegionHealth was =
        regions.getOrDefault(region, new RegionHealth(Cell.UNKNOWN, at, State.UNKNOWN));
    Cell cell =
        Cell.of(
            checks.values().stream()
                .filter(check -> check.region().equals(region))
                .map(Check::health)
                .toList());
    boolean changed = cell.state() != was.cell().state();
    if (changed) {
      transitions.add(of(region, was, cell, at, late, silent));
    }
    State told = changed && !late ? cell.state() : was.told();
    regions.put(region, new RegionHealth(cell, changed ? at : was.since(), told));
  }

  private Transition of(
      String region, RegionHealth was, Cell cell, Instant at, boolean late, boolean silent) {
    State from = was.cell().state();
    boolean goneOn = from == State.STALE && cell.state() == was.cell().lastKnown();
    boolean ended = cell.state() == State.UNKNOWN;
    boolean begun = from == State.UNKNOWN && cell.state() == State.UP;
    boolean told = cell.state() == State.STALE && silent;
    return new Transition(
        ids.get(),
        before.id(),
        region,
        from.word(),
        cell.state().word(),
        at,
        now,
        lasted(was.since(), at, from == State.UNKNOWN),
        // What is up again tells what it suffered from.
        cell.state() == State.UP ? was.cell().trouble() : cell.trouble(),
        List.of(),
        late,
        maintenance.covers(region, at),
        goneOn || ended || begun || told);
  }

  private Transition whole(Quorum quorum, Instant at) {
    List<Transition> own = transitions.stream().filter(t -> t.region() != null).toList();
    boolean allQuiet = !own.isEmpty() && own.stream().allMatch(Transition::quiet);
    return new Transition(
        ids.get(),
        before.id(),
        null,
        before.state().word(),
        quorum.state().word(),
        at,
        now,
        lasted(before.since(), at, before.state() == TargetState.UNKNOWN),
        Recovery.trouble(quorum.state(), quorum.trouble(), transitions),
        quorum.regions(),
        false,
        maintenance.covers(null, at) || excused(quorum, at),
        allQuiet || quorum.state() == TargetState.UNKNOWN);
  }

  /** Trouble in regions under maintenance only is none that people wait for. */
  private boolean excused(Quorum quorum, Instant at) {
    return !quorum.regions().isEmpty()
        && quorum.regions().stream().allMatch(region -> maintenance.covers(region, at));
  }

  private static @Nullable Duration lasted(Instant since, Instant at, boolean unknown) {
    return unknown || at.isBefore(since) ? null : Duration.between(since, at);
  }

  /**
   * Late results wake nobody; but once fresh ones follow, the state they left is news to people who
   * were told something else, however long ago it began.
   */
  private void tellWhatHolds() {
    heard.forEach((region, due) -> {
      RegionHealth health = Objects.requireNonNull(regions.get(region));
      if (!machine.late(due, now) && health.cell().state() != health.told()) {
        tell(region, health);
        regions.put(region, health.told(health.cell().state()));
      }
    });
  }

  private void tell(String region, RegionHealth health) {
    for (int i = transitions.size() - 1; i >= 0; i--) {
      if (region.equals(transitions.get(i).region())) {
        transitions.set(i, transitions.get(i).onTime());
        return;
      }
    }
    RegionHealth was = new RegionHealth(known(health.told()), health.since(), health.told());
    transitions.add(of(region, was, health.cell(), health.since(), false, false));
  }

  private static Cell known(State state) {
    return new Cell(state, State.UP, Trouble.NONE);
  }
}
