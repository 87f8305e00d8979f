package dev.modmedic.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says what new runs, or silence, mean for a target. */
public final class Judge {
  private final StateMachine machine;
  private final Supplier<UUID> ids;

  /**
   * @param ids for transitions, each greater than the one before
   */
  public Judge(HealthRules rules, Supplier<UUID> ids) {
    this.machine = new StateMachine(rules);
    this.ids = ids;
  }

  /**
   * What these runs mean. Runs that were counted before change nothing.
   *
   * @param runs by assignment, in any order; those of assignments that the target does not have are
   *     ignored
   */
  public Judgement results(
      TargetHealth before, Map<UUID, List<Run>> runs, Maintenance maintenance, Instant now) {
    Judging judging = new Judging(before, maintenance, now, machine, ids);
    runs.entrySet().stream()
        .filter(entry -> before.checks().containsKey(entry.getKey()))
        .flatMap(entry -> entry.getValue().stream().map(run -> new Heard(entry.getKey(), run)))
        .sorted(
            Comparator.comparing((Heard heard) -> heard.run().due())
                .thenComparing(Heard::assignment))
        .forEach(heard -> judging.count(heard.assignment(), heard.run()));
    return judging.result();
  }

  /**
   * What the time that passed means: checks that nothing was heard of become stale, and regions
   * that no check is left of unknown. What people should have heard and did not, because of
   * maintenance for example, is told.
   *
   * @param vantages by region; one that is silent is told of as a whole
   */
  public Judgement silence(
      TargetHealth before, Map<String, Vantage> vantages, Maintenance maintenance, Instant now) {
    Judging judging = new Judging(before, maintenance, now, machine, ids);
    judging.grow(vantages);
    return judging.result();
  }

  /**
   * Whether a region is silent: nothing was heard of any of its checks for as long as makes the
   * most frequent of them stale.
   *
   * @param heard when the last run of any of them was due
   * @param interval of the most frequent of those that were not missed by then
   */
  public boolean silent(Instant heard, Duration interval, Instant now) {
    return machine.silent(heard, interval, now);
  }

  /**
   * That a region fell silent or is heard again; the one notice of it.
   *
   * @param at when it was noticed
   * @param lasted how long it was otherwise; null if unknown
   * @param quiet that it is what people heard last
   */
  public Transition vantage(
      String region,
      boolean silent,
      Instant at,
      @Nullable Duration lasted,
      boolean inMaintenance,
      boolean quiet,
      Instant now) {
    State from = silent ? State.UP : State.STALE;
    State to = silent ? State.STALE : State.UP;
    return new Transition(
        ids.get(),
        null,
        region,
        from.word(),
        to.word(),
        at,
        now,
        lasted,
        Trouble.NONE,
        List.of(),
        false,
        inMaintenance,
        quiet);
  }

  /**
   * That a checksum database shows different trees to different regions. No state changes by it:
   * every region verified what it was shown.
   *
   * @param state the word of the target's state
   */
  public Transition splitView(
      UUID target, String state, List<String> regions, String message, Instant now) {
    return new Transition(
        ids.get(),
        target,
        null,
        state,
        state,
        now,
        now,
        null,
        new Trouble("checksum.sumdb-invalid", message, "target"),
        regions,
        false,
        false,
        false);
  }

  private record Heard(UUID assignment, Run run) {}
}
