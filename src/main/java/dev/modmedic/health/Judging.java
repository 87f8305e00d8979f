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
import org.jspecify.annotations.Nullable;

/**
 * One judgement under way. What is recorded and told depends on each run and what was before it
 * alone, so that it does not matter how results were divided into deliveries.
 */
final class Judging {
  private final UUID target;
  private final Maintenance maintenance;
  private final Instant now;
  private final StateMachine machine;
  private final Supplier<UUID> ids;
  private final Map<UUID, Check> checks;
  private final Map<String, RegionHealth> regions;
  private final News news;
  private final List<Transition> transitions = new ArrayList<>();
  private TargetState state;
  private Instant since;
  private TargetState told;

  Judging(
      TargetHealth before,
      Maintenance maintenance,
      Instant now,
      StateMachine machine,
      Supplier<UUID> ids) {
    this.target = before.id();
    this.maintenance = maintenance;
    this.now = now;
    this.machine = machine;
    this.ids = ids;
    this.checks = new HashMap<>(before.checks());
    this.regions = new HashMap<>(before.regions());
    this.news = new News(checks, machine, now);
    this.state = before.state();
    this.since = before.since();
    this.told = before.told();
  }

  void count(UUID assignment, Run run) {
    Check check = Objects.requireNonNull(checks.get(assignment));
    CheckHealth next = machine.after(check.health(), run, check.interval());
    if (next.equals(check.health())) {
      return;
    }
    checks.put(assignment, check.with(next));
    boolean late = machine.late(run.due(), now);
    settle(check.region(), run.due(), late, null);
    // While history is replayed nothing is known of the present.
    if (!late) {
      settle(run.due());
    }
  }

  void grow(Map<String, Vantage> vantages) {
    checks.replaceAll(
        (assignment, check) -> check.with(machine.at(now, check.health(), check.interval())));
    Set<String> all = new TreeSet<>(regions.keySet());
    checks.values().forEach(check -> all.add(check.region()));
    all.forEach(region -> settle(region, now, false, vantages.get(region)));
    settle(now);
  }

  Judgement result() {
    return new Judgement(
        new TargetHealth(target, checks, regions, state, since, told), transitions);
  }

  private void settle(String region, Instant at, boolean late, @Nullable Vantage vantage) {
    RegionHealth was =
        regions.getOrDefault(region, new RegionHealth(Cell.UNKNOWN, at, State.UNKNOWN));
    Cell cell = Cell.of(news.in(region).stream().map(Check::health).toList());
    boolean excused = late || maintenance.covers(region, at);
    boolean tell = !excused && isNews(region, cell, was.told(), vantage);
    boolean changed = cell.state() != was.cell().state();
    if (changed) {
      boolean goesOn = !was.cell().fresh() && News.same(was.told(), cell.state());
      boolean shown = tell || (excused && cell.fresh() && !goesOn);
      transitions.add(change(region, was, cell, at, late, !shown));
    } else if (tell) {
      transitions.add(notice(region, was, cell));
    }
    boolean begun = !excused && cell.state() == State.UP && was.told() == State.UNKNOWN;
    regions.put(
        region,
        new RegionHealth(
            cell, changed ? at : was.since(), tell || begun ? cell.state() : was.told()));
  }

  private boolean isNews(String region, Cell cell, State heard, @Nullable Vantage vantage) {
    return cell.state() == State.STALE
        ? heard != State.STALE && news.alone(region, vantage)
        : news.is(region, cell, heard);
  }

  private Transition change(
      String region, RegionHealth was, Cell cell, Instant at, boolean late, boolean quiet) {
    State from = was.cell().state();
    return new Transition(
        ids.get(),
        target,
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
        quiet);
  }

  /** Nothing changes now; but people heard something else, and were not to be woken before. */
  private Transition notice(String region, RegionHealth was, Cell cell) {
    return new Transition(
        ids.get(),
        target,
        region,
        was.told().word(),
        cell.state().word(),
        was.since(),
        now,
        null,
        cell.trouble(),
        List.of(),
        false,
        false,
        false);
  }

  private void settle(Instant at) {
    Map<String, Cell> cells = news.present(regions);
    Quorum quorum = Quorum.of(cells);
    boolean excused = maintenance.covers(null, at) || excused(quorum, at);
    boolean tell = !excused && news.is(quorum.state(), cells, told);
    boolean changed = quorum.state() != state;
    if (changed) {
      boolean goesOn = state == TargetState.UNKNOWN && News.same(told, quorum.state());
      boolean shown = tell || (excused && quorum.state() != TargetState.UNKNOWN && !goesOn);
      Duration lasted = lasted(since, at, state == TargetState.UNKNOWN);
      transitions.add(whole(state, quorum, at, lasted, excused, !shown));
      since = at;
      state = quorum.state();
    } else if (tell) {
      transitions.add(whole(told, quorum, since, null, false, false));
    }
    boolean begun = !excused && state == TargetState.UP && told == TargetState.UNKNOWN;
    told = tell || begun ? state : told;
  }

  private Transition whole(
      TargetState from,
      Quorum quorum,
      Instant at,
      @Nullable Duration lasted,
      boolean excused,
      boolean quiet) {
    return new Transition(
        ids.get(),
        target,
        null,
        from.word(),
        quorum.state().word(),
        at,
        now,
        lasted,
        Recovery.trouble(quorum.state(), quorum.trouble(), transitions),
        quorum.regions(),
        false,
        excused,
        quiet);
  }

  /** Trouble in regions under maintenance only is none that people wait for. */
  private boolean excused(Quorum quorum, Instant at) {
    return !quorum.regions().isEmpty()
        && quorum.regions().stream().allMatch(region -> maintenance.covers(region, at));
  }

  private static @Nullable Duration lasted(Instant since, Instant at, boolean unknown) {
    return unknown || at.isBefore(since) ? null : Duration.between(since, at);
  }
}
