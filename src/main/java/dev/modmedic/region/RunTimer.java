package dev.modmedic.region;

import dev.modmedic.probe.ProbeRequest;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.probe.Prober;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Starts each run at its due time, on a virtual thread of its own, and ends those that hang. */
final class RunTimer {
  /** A prober keeps its deadline; this is for one that does not. */
  private static final Duration OVERTIME = Duration.ofSeconds(2);

  private final Prober prober;
  private final SelfCheck selfCheck;
  private final Clock clock;
  private final Consumer<RunResult> results;
  private final Consumer<RuntimeException> troubles;
  private final ScheduledThreadPoolExecutor timer;
  private final Map<RunKey, ScheduledFuture<?>> waiting = new ConcurrentHashMap<>();
  private final Map<RunKey, Thread> running = new ConcurrentHashMap<>();

  RunTimer(
      Prober prober,
      SelfCheck selfCheck,
      Clock clock,
      Consumer<RunResult> results,
      Consumer<RuntimeException> troubles) {
    this.prober = prober;
    this.selfCheck = selfCheck;
    this.clock = clock;
    this.results = results;
    this.troubles = troubles;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("run-timer").daemon(true).factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Runs that wait for their time or are under way. */
  int size() {
    return waiting.size() + running.size();
  }

  /** Starts a run when it is due, or now if that is past; not while it is here already. */
  synchronized void schedule(Assignment assignment, Instant due) {
    RunKey key = new RunKey(assignment.id(), due);
    if (timer.isShutdown() || waiting.containsKey(key) || running.containsKey(key)) {
      return;
    }
    long delay = Math.max(0, Duration.between(clock.instant(), due).toNanos());
    waiting.put(key, timer.schedule(() -> begin(key, assignment), delay, TimeUnit.NANOSECONDS));
  }

  private synchronized void begin(RunKey key, Assignment assignment) {
    if (waiting.remove(key) == null) {
      return; // cancelled meanwhile
    }
    Thread thread = Thread.ofVirtual().name("run-", 0).unstarted(() -> run(key, assignment));
    running.put(key, thread);
    thread.start();
  }

  private void run(RunKey key, Assignment assignment) {
    try {
      Instant began = selfCheck.begin();
      ProbeResult found = probe(assignment.request());
      // Not within the limit: whether it is us that are offline takes some seconds to find out.
      ProbeResult result = selfCheck.judge(assignment, began, found);
      results.accept(new RunResult(key.assignment(), key.due(), result));
    } catch (InterruptedException e) {
      if (!timer.isShutdown()) {
        broken(
            key,
            new IllegalStateException("a probe outlived its deadline: " + assignment.request(), e));
      }
    } catch (RuntimeException e) {
      broken(key, e);
    } catch (Error e) {
      broken(key, new IllegalStateException("a probe broke: " + assignment.request(), e));
    } finally {
      running.remove(key);
    }
  }

  private ProbeResult probe(ProbeRequest request) throws InterruptedException {
    ScheduledFuture<?> limit = limit(request);
    try {
      return prober.probe(request);
    } finally {
      limit.cancel(false);
    }
  }

  private ScheduledFuture<?> limit(ProbeRequest request) {
    Thread runner = Thread.currentThread();
    return timer.schedule(
        runner::interrupt, request.deadline().plus(OVERTIME).toNanos(), TimeUnit.NANOSECONDS);
  }

  private void broken(RunKey key, RuntimeException why) {
    troubles.accept(why);
    results.accept(
        new RunResult(key.assignment(), key.due(), BrokenRun.result(clock.instant(), why)));
  }

  /** Starts nothing more; returns the runs that have not begun. */
  synchronized List<RunKey> cancel() {
    List<RunKey> cancelled = new ArrayList<>(waiting.keySet());
    waiting.values().forEach(future -> future.cancel(false));
    waiting.clear();
    return cancelled;
  }

  /** Waits for the runs under way, then interrupts them; returns those that gave no result. */
  List<RunKey> awaitEnd(Duration grace) throws InterruptedException {
    Map<RunKey, Thread> rest = Map.copyOf(running);
    long end = System.nanoTime() + grace.toNanos();
    for (Thread thread : rest.values()) {
      thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
    timer.shutdownNow();
    List<RunKey> unfinished = new ArrayList<>();
    rest.forEach((key, thread) -> {
      if (running.containsKey(key)) {
        thread.interrupt();
        unfinished.add(key);
      }
    });
    return unfinished;
  }
}
