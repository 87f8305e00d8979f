package dev.modmedic.region;

import dev.modmedic.probe.ProbeResult;
import dev.modmedic.probe.Prober;
import dev.modmedic.region.AgentEvent.ProbeBroken;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Makes runs, each on a thread of its own, and brings their results away. */
final class RunMaker {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AgentClock clock;
  private final Prober prober;
  private final SelfCheck selfCheck;
  private final SpoolWriter writer;
  private final Deadlines deadlines;
  private final Consumer<AgentEvent> events;
  private volatile boolean ending;

  RunMaker(
      AgentClock clock,
      Prober prober,
      SelfCheck selfCheck,
      SpoolWriter writer,
      Deadlines deadlines,
      Consumer<AgentEvent> events) {
    this.clock = clock;
    this.prober = prober;
    this.selfCheck = selfCheck;
    this.writer = writer;
    this.deadlines = deadlines;
    this.events = events;
  }

  /**
   * Makes a run beside the caller.
   *
   * @param probed called once the probe itself ended
   * @param finished called once nothing more is to be done, with whether there is a result
   */
  void make(Run run, Consumer<Run> probed, BiConsumer<Run, Boolean> finished) {
    threads.execute(() -> {
      boolean done = false;
      try {
        done = makeHere(run, probed);
      } finally {
        finished.accept(run, done);
      }
    });
  }

  private boolean makeHere(Run run, Consumer<Run> probed) {
    try {
      writer.put(new RunResult(run.assignment().id(), run.due(), result(run, probed)));
      return true;
    } catch (InterruptedException e) {
      if (!ending) {
        events.accept(new ProbeBroken(run.assignment(), e));
      }
    }
    return false;
  }

  private ProbeResult result(Run run, Consumer<Run> probed) throws InterruptedException {
    Instant began = clock.steady();
    try {
      return selfCheck.judge(run.assignment(), began, probe(run, probed));
    } catch (RuntimeException | Error e) {
      events.accept(new ProbeBroken(run.assignment(), e));
      return BrokenRun.result(clock.instant(), e);
    }
  }

  private ProbeResult probe(Run run, Consumer<Run> probed) throws InterruptedException {
    try {
      return deadlines.within(run.assignment().interval(), () -> prober.probe(run.request()));
    } finally {
      probed.accept(run);
    }
  }

  /** Gives runs under way so much time to end, then breaks them off. */
  void end(Duration grace) throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
      ending = true;
      threads.shutdownNow();
      threads.awaitTermination(1, TimeUnit.SECONDS);
    }
  }
}
