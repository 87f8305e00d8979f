package dev.modmedic.region;

import dev.modmedic.probe.Prober;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the runs of the server's own region on this replica: plans them ahead, leases some, starts
 * each when it is due, tells targets that are down from a machine that is offline, and hands the
 * results in.
 *
 * <p>Any number of replicas may do so on one database. What a dead one had leased is leased again
 * by the others.
 */
public final class LocalRunner {
  private final String workspace;
  private final String owner;
  private final RunQueue queue;
  private final AgendaCache agenda;
  private final RunnerRules rules;
  private final Clock clock;
  private final Consumer<RuntimeException> troubles;
  private final RunTimer timer;
  private final ResultWriter writer;
  private final Semaphore nudges = new Semaphore(0);
  private Instant renewAt = Instant.EPOCH;
  private @Nullable Thread thread;
  private volatile boolean stopping;

  /** What a runner works with. */
  public record Parts(
      RunQueue queue,
      AssignmentStore assignments,
      Prober prober,
      SelfCheck selfCheck,
      AcceptResults accept) {}

  /**
   * @param owner names this replica and this start of it
   * @param troubles is told of what went wrong and will be tried again
   */
  public LocalRunner(
      String workspace,
      String owner,
      Parts parts,
      RunnerRules rules,
      Clock clock,
      Consumer<RuntimeException> troubles) {
    this.workspace = workspace;
    this.owner = owner;
    this.queue = parts.queue();
    this.agenda = new AgendaCache(parts.assignments(), workspace, Region.LOCAL);
    this.rules = rules;
    this.clock = clock;
    this.troubles = troubles;
    this.writer =
        new ResultWriter(
            batch -> parts.accept().accept(workspace, Region.LOCAL, null, batch), troubles);
    this.timer = new RunTimer(parts.prober(), parts.selfCheck(), clock, writer, troubles);
  }

  /** Begins; does nothing when begun already. */
  public synchronized void start() {
    if (thread == null) {
      writer.start();
      thread = Thread.ofVirtual().name("local-runner").start(this::work);
    }
  }

  /** Looks for due runs at once. */
  public void nudge() {
    nudges.release();
  }

  /**
   * Starts no more runs, gives those that have not begun back, lets those under way end for a
   * moment, and hands in what there is.
   */
  public synchronized void stop() {
    if (thread == null) {
      return;
    }
    stopping = true; // an interrupt would break its connection to the database
    nudge();
    try {
      thread.join();
      giveBack(timer.cancel());
      List<RunKey> unfinished = timer.awaitEnd(rules.grace());
      writer.stop();
      giveBack(unfinished);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // leases expire by themselves
    }
    thread = null;
  }

  private void work() {
    try {
      while (!stopping) {
        look();
        if (nudges.tryAcquire(rules.poll().toMillis(), TimeUnit.MILLISECONDS)) {
          nudges.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does so but a process that ends
    }
  }

  /** A lost database must not end the work; what could not be done now is done at the next look. */
  private void look() {
    try {
      Instant now = clock.instant();
      queue.plan(workspace, Region.LOCAL, now.minus(rules.lateness()), now.plus(rules.planAhead()));
      renew(now);
      claim(now);
    } catch (RuntimeException e) {
      troubles.accept(e);
    }
  }

  private void renew(Instant now) {
    if (!now.isBefore(renewAt) && timer.size() > 0) {
      queue.renew(workspace, lease(now));
      renewAt = now.plus(rules.lease().dividedBy(3));
    }
  }

  private void claim(Instant now) {
    int room = rules.mostAtOnce() - timer.size();
    if (room <= 0) {
      return;
    }
    List<RunKey> claimed =
        queue.claim(
            workspace,
            Region.LOCAL,
            lease(now),
            now.minus(rules.lateness()),
            now.plus(rules.claimAhead()),
            room);
    if (!claimed.isEmpty()) {
      agenda.refresh();
      claimed.forEach(this::schedule);
    }
  }

  private void schedule(RunKey run) {
    @Nullable Assignment assignment = agenda.find(run.assignment());
    if (assignment == null) {
      drop(run); // ended between being leased and being looked up
    } else {
      timer.schedule(assignment, run.due());
    }
  }

  private RunQueue.Lease lease(Instant now) {
    return new RunQueue.Lease(owner, now, rules.lease());
  }

  private void drop(RunKey run) {
    attempt(() -> queue.drop(workspace, owner, List.of(run)));
  }

  private void giveBack(List<RunKey> runs) {
    if (!runs.isEmpty()) {
      attempt(() -> queue.giveBack(workspace, owner, runs));
    }
  }

  private void attempt(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      troubles.accept(e);
    }
  }
}
