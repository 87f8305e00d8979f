package dev.modmedic.region;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Interrupts what takes too long. */
final class Deadlines implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("probe-deadlines").factory());

  Deadlines() {
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Something that can be interrupted. */
  interface Call<T> {
    T run() throws InterruptedException;
  }

  /**
   * Makes a call on this thread.
   *
   * @throws TookTooLong if it was interrupted after {@code most}
   */
  <T> T within(Duration most, Call<T> call) throws InterruptedException {
    Guard guard = new Guard(Thread.currentThread());
    Future<?> alarm = timer.schedule(guard::expire, most.toNanos(), TimeUnit.NANOSECONDS);
    try {
      return call.run();
    } catch (InterruptedException e) {
      if (guard.hasExpired()) {
        throw new TookTooLong(most, e);
      }
      throw e;
    } finally {
      guard.end();
      alarm.cancel(false);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** Keeps a late alarm from interrupting what the thread does next. */
  private static final class Guard {
    private final Thread thread;
    private boolean ended;
    private boolean expired;

    Guard(Thread thread) {
      this.thread = thread;
    }

    synchronized void expire() {
      if (!ended) {
        expired = true;
        thread.interrupt();
      }
    }

    synchronized boolean hasExpired() {
      return expired;
    }

    synchronized void end() {
      ended = true;
      if (expired) {
        Thread.interrupted(); // ours, in case nobody took notice of it
      }
    }
  }

  /** A call was broken off. */
  static final class TookTooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TookTooLong(Duration most, Throwable cause) {
      super("did not end within " + most.toMillis() + " ms", cause);
    }
  }
}
