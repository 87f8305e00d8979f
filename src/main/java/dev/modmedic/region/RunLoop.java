package dev.modmedic.region;

import dev.modmedic.region.AgentEvent.Active;
import dev.modmedic.region.AgentEvent.Reassigned;
import dev.modmedic.region.AgentEvent.RunsSkipped;
import dev.modmedic.region.AgentEvent.Standby;
import dev.modmedic.region.AssignmentMemory.Kept;
import dev.modmedic.region.RunPlan.Turn;
import dev.modmedic.region.ServerLink.SyncAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts runs when they are due. */
final class RunLoop {
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  private final AgentClock clock;
  private final RunMaker maker;
  private final Consumer<AgentEvent> events;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final RunPlan plan;
  private final Thread thread;

  /** What was told last; null before the first time. */
  private @Nullable Boolean active;

  /** Whether anybody said what to do. */
  private boolean told;

  private boolean ending;

  RunLoop(AgentClock clock, RunMaker maker, Consumer<AgentEvent> events, int capacity) {
    this.clock = clock;
    this.maker = maker;
    this.events = events;
    this.plan = new RunPlan(capacity);
    this.thread = Thread.ofPlatform().daemon().name("probe-scheduler").unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  private void work() {
    lock.lock();
    try {
      while (!ending) {
        Duration rest = turn(clock.instant());
        if (rest.isPositive()) {
          changed.awaitNanos(rest.toNanos());
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    } finally {
      lock.unlock();
    }
  }

  /** Starts what is due; returns how long nothing will be. */
  private Duration turn(Instant now) {
    if (told) {
      tellWhether(plan.isActive(now));
    }
    Turn turn = plan.turn(now);
    turn.start().forEach(run -> maker.make(run, this::probed, this::finished));
    if (turn.skipped() > 0) {
      events.accept(new RunsSkipped(turn.skipped()));
    }
    Duration rest = Duration.between(clock.instant(), plan.wakeAt(now));
    return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
  }

  private void tellWhether(boolean nowActive) {
    if (active == null || active != nowActive) {
      active = nowActive;
      events.accept(nowActive ? new Active(plan.assignments()) : new Standby());
    }
  }

  /** Takes over what the server answered. */
  void follow(SyncAnswer answer, boolean clockJumped) {
    locked(() -> {
      Instant now = clock.instant();
      if (clockJumped) {
        plan.realign(now);
      }
      told = true;
      boolean changes = plan.follow(answer, now);
      if (changes && Boolean.TRUE.equals(active) && plan.isActive(now)) {
        events.accept(new Reassigned(plan.assignments()));
      }
    });
  }

  /**
   * Goes on with what was kept.
   *
   * @return whether there is anything to go on with
   */
  boolean resume(Kept kept) {
    lock.lock();
    try {
      Instant now = clock.instant();
      told = !kept.assignments().isEmpty() && now.isBefore(kept.until());
      if (told) {
        plan.resume(kept, now);
      }
      return told;
    } finally {
      lock.unlock();
    }
  }

  /** What to keep for a start without the server. */
  Kept kept(Duration ahead) {
    return asked(() -> plan.kept(ahead));
  }

  private void probed(Run run) {
    locked(() -> plan.probed(run));
  }

  private void finished(Run run, boolean done) {
    locked(() -> plan.finished(run, done));
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Of the assignments in force. */
  String version() {
    return asked(plan::version);
  }

  Optional<String> region() {
    return asked(plan::region);
  }

  private <T> T asked(Supplier<T> question) {
    lock.lock();
    try {
      return question.get();
    } finally {
      lock.unlock();
    }
  }

  /** Starts no more runs; those under way go on. */
  void end() {
    locked(() -> ending = true);
  }
}
