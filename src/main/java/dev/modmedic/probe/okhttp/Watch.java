package dev.modmedic.probe.okhttp;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Does work on a thread of its own, so that it ends in time whatever it waits for. */
final class Watch {
  /** For a reader of a body to notice that there is no more, before its caller goes on. */
  private static final long GRACE_MILLIS = 1_000;

  private Watch() {}

  /**
   * Waits until the work is done or the clock has run out.
   *
   * @param cancel breaks off what the work waits for
   * @param late the result if the clock has run out
   */
  static <T> T over(PhaseClock clock, Runnable cancel, Supplier<T> work, Supplier<T> late)
      throws InterruptedException {
    FutureTask<T> task =
        new FutureTask<>(work::get) {
          @Override
          protected void done() {
            clock.stop();
          }
        };
    Thread worker = Thread.ofVirtual().name("fetch").start(task);
    try {
      if (clock.awaitEnd()) {
        return result(task);
      }
      cancel.run();
      worker.interrupt();
      awaitQuietly(task);
      return late.get();
    } catch (InterruptedException e) {
      cancel.run();
      worker.interrupt();
      throw e;
    }
  }

  private static <T> T result(FutureTask<T> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    }
  }

  private static <T> void awaitQuietly(FutureTask<T> task) throws InterruptedException {
    try {
      task.get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // The time is up either way, which is what is told.
    }
  }

  private static RuntimeException unchecked(@Nullable Throwable cause) {
    return switch (cause) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null, default -> new IllegalStateException(cause);
    };
  }
}
