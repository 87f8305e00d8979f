package dev.modmedic.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Does several things at a time, each on a virtual thread. */
public final class Together {
  private Together() {}

  /**
   * The results, in the order of the work; an interrupt is passed on to all of it, and what one
   * throws is thrown here after the others were interrupted.
   */
  public static <T> List<T> all(List<Callable<T>> work) throws InterruptedException {
    List<FutureTask<T>> tasks = work.stream().map(FutureTask::new).toList();
    List<Thread> threads =
        tasks.stream().map(task -> Thread.ofVirtual().name("probe").start(task)).toList();
    List<T> results = new ArrayList<>();
    try {
      for (FutureTask<T> task : tasks) {
        results.add(task.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    } finally {
      // Those that have ended do not mind.
      threads.forEach(Thread::interrupt);
    }
  }

  private static RuntimeException unchecked(@Nullable Throwable cause) throws InterruptedException {
    return switch (cause) {
      case InterruptedException e -> throw e;
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null, default -> new IllegalStateException(cause);
    };
  }
}
