package dev.modmedic.region;

import dev.modmedic.region.AgentEvent.ResultsDropped;
import dev.modmedic.region.AgentEvent.Stumbled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Writes results to the spool, many with one flush of the disk when many come at once. A disk that
 * is too slow holds up those who bring results.
 */
final class SpoolWriter {
  private static final int QUEUED = 2_000;

  /** Put behind the last result; an interrupt could break a write off. */
  private static final List<RunResult> END = List.of();

  private final BlockingQueue<List<RunResult>> queue = new ArrayBlockingQueue<>(QUEUED);
  private final Spool spool;
  private final Runnable written;
  private final Consumer<AgentEvent> events;
  private final Thread thread;

  /**
   * @param written called after each write
   */
  SpoolWriter(Spool spool, Runnable written, Consumer<AgentEvent> events) {
    this.spool = spool;
    this.written = written;
    this.events = events;
    this.thread = Thread.ofPlatform().daemon().name("spool-writer").unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  void put(RunResult result) throws InterruptedException {
    queue.put(List.of(result));
  }

  private void work() {
    try {
      boolean ending = false;
      while (!ending) {
        List<List<RunResult>> taken = new ArrayList<>();
        taken.add(queue.take());
        queue.drainTo(taken);
        ending = taken.contains(END);
        write(taken.stream().flatMap(List::stream).toList());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  private void write(List<RunResult> results) {
    if (results.isEmpty()) {
      return;
    }
    try {
      int stored = spool.append(results);
      if (stored < results.size()) {
        events.accept(new ResultsDropped(results.size() - stored));
      }
    } catch (RuntimeException e) {
      events.accept(new Stumbled(e)); // without this thread nothing at all would be written
    }
    written.run();
  }

  /** Writes what was put so far, and ends. */
  void close() throws InterruptedException {
    queue.put(END);
    thread.join();
  }
}
