package dev.modmedic.region;

import dev.modmedic.history.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands results in, many at a time. While the database is away they wait in memory; beyond the
 * bound the newest are lost, and their runs are leased again or missed.
 */
final class ResultWriter implements Consumer<RunResult> {
  private static final int MOST_WAITING = 50_000;
  private static final int BATCH = 500;
  private static final Duration LINGER = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Consumer<List<RunResult>> sink;
  private final Consumer<RuntimeException> troubles;
  private final BlockingQueue<RunResult> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final List<RunResult> batch = new ArrayList<>();
  private @Nullable Thread thread;
  private volatile boolean stopping;

  /**
   * @param sink keeps a batch; the same again changes nothing
   */
  ResultWriter(Consumer<List<RunResult>> sink, Consumer<RuntimeException> troubles) {
    this.sink = sink;
    this.troubles = troubles;
  }

  void start() {
    thread = Thread.ofVirtual().name("result-writer").start(this::work);
  }

  @Override
  public void accept(RunResult result) {
    if (!waiting.offer(result)) {
      troubles.accept(new IllegalStateException("too many results wait; one is lost"));
    }
  }

  /** Hands in what there is, as long as that works, and ends. */
  void stop() throws InterruptedException {
    if (thread != null) {
      stopping = true; // an interrupt would break its connection to the database
      thread.join();
      do {
        waiting.drainTo(batch, BATCH - batch.size());
      } while (!batch.isEmpty() && flushed());
    }
  }

  private void work() {
    try {
      while (!stopping) {
        if (batch.isEmpty()) {
          @Nullable RunResult first = waiting.poll(LINGER.toNanos(), TimeUnit.NANOSECONDS);
          if (first == null) {
            continue;
          }
          batch.add(first);
          TimeUnit.NANOSECONDS.sleep(LINGER.toNanos());
        }
        waiting.drainTo(batch, BATCH - batch.size());
        if (!flushed()) {
          TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does so but a process that ends
    }
  }

  /** False if the database is away, and with it the hope of handing in anything now. */
  private boolean flushed() {
    try {
      sink.accept(List.copyOf(batch));
    } catch (StoreUnavailable e) {
      troubles.accept(e);
      return false;
    } catch (RuntimeException e) {
      oneByOne();
    }
    batch.clear();
    return true;
  }

  /** One result that cannot be kept must not take the others with it. */
  private void oneByOne() {
    for (RunResult result : batch) {
      try {
        sink.accept(List.of(result));
      } catch (RuntimeException e) {
        troubles.accept(e);
      }
    }
  }
}
