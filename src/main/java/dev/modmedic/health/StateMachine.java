package dev.modmedic.health;

import dev.modmedic.health.CheckHealth.Streaks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folds the runs of one check, in the order they were due, into its state. */
public final class StateMachine {
  private final HealthRules rules;

  public StateMachine(HealthRules rules) {
    this.rules = rules;
  }

  /**
   * The health after one more run. A run that says nothing about the target changes nothing, and
   * neither does one that was due before the last that counted.
   */
  public CheckHealth after(CheckHealth health, Run run, Duration interval) {
    Instant last = health.lastDue();
    if (!run.outcome().counts() || (last != null && !run.due().isAfter(last))) {
      return health;
    }
    CheckHealth counted = counted(health, run, interval);
    State next = next(counted);
    CheckHealth changed = counted.as(next, run.due());
    boolean calm = health.state() == State.FLAPPING && next != State.FLAPPING;
    return calm ? changed.withoutChanges() : changed;
  }

  /** The health at this moment: stale if nothing was heard for too long. */
  public CheckHealth at(Instant now, CheckHealth health, Duration interval) {
    Instant last = health.lastDue();
    return last == null || health.state() == State.STALE || !silent(last, interval, now)
        ? health
        : health.stale(now);
  }

  /**
   * The health as far as results reach to this moment: stale while old ones are replayed.
   *
   * @param patience how old the last run may be
   */
  CheckHealth seen(Instant now, CheckHealth health, Duration patience) {
    Instant last = health.lastDue();
    return last == null || !last.plus(patience).isBefore(now) ? health : health.stale(now);
  }

  boolean silent(Instant last, Duration interval, Instant now) {
    return last.plus(rules.staleAfter(interval)).isBefore(now);
  }

  private CheckHealth counted(CheckHealth health, Run run, Duration interval) {
    boolean troubled = run.outcome() != RunOutcome.PASSED;
    return new CheckHealth(
        health.state(),
        health.since(),
        run.due(),
        health.streaks().plus(run.outcome()),
        changes(health, run, interval),
        health.lastKnown(),
        troubled ? run.trouble() : health.trouble(),
        troubled ? run.due() : health.troubleAt());
  }

  private List<Instant> changes(CheckHealth health, Run run, Duration interval) {
    Streaks before = health.streaks();
    boolean changed = run.outcome().works() ? before.failed() > 0 : before.worked() > 0;
    Instant oldest = run.due().minus(rules.flapWindow(interval));
    Stream<Instant> kept = health.changes().stream().filter(at -> at.isAfter(oldest));
    return (changed ? Stream.concat(kept, Stream.of(run.due())) : kept).toList();
  }

  private State next(CheckHealth health) {
    Streaks streaks = health.streaks();
    if (health.state() != State.FLAPPING && health.changes().size() >= rules.flapChanges()) {
      return State.FLAPPING;
    }
    return switch (health.state()) {
      case FLAPPING -> calmed(streaks);
      case UP ->
          streaks.failed() >= rules.downAfter()
              ? State.DOWN
              : streaks.degraded() >= rules.downAfter() ? State.DEGRADED : State.UP;
      case DEGRADED ->
          streaks.failed() >= rules.downAfter()
              ? State.DOWN
              : streaks.passed() >= rules.upAfter() ? State.UP : State.DEGRADED;
      case DOWN -> streaks.worked() >= rules.upAfter() ? working(streaks) : State.DOWN;
      case UNKNOWN -> first(streaks, 1, State.UNKNOWN);
      case STALE -> back(health);
    };
  }

  private State calmed(Streaks streaks) {
    if (streaks.failed() >= rules.flapCalm()) {
      return State.DOWN;
    }
    return streaks.worked() >= rules.flapCalm() ? working(streaks) : State.FLAPPING;
  }

  /** What was down or flapping before it fell silent has to earn its way back as before. */
  private State back(CheckHealth health) {
    boolean trusted = health.lastKnown() != State.DOWN && health.lastKnown() != State.FLAPPING;
    return first(health.streaks(), trusted ? 1 : rules.upAfter(), State.STALE);
  }

  private State first(Streaks streaks, int worked, State otherwise) {
    if (streaks.failed() >= rules.downAfter()) {
      return State.DOWN;
    }
    return streaks.worked() >= worked ? working(streaks) : otherwise;
  }

  private static State working(Streaks streaks) {
    return streaks.degraded() > 0 ? State.DEGRADED : State.UP;
  }

  /** The rules it was made with. */
  HealthRules rules() {
    return rules;
  }

  /** Whether a result for this due time comes too late to wake anybody. */
  boolean late(@Nullable Instant due, Instant now) {
    return due != null && due.plus(rules.lateAfter()).isBefore(now);
  }
}
