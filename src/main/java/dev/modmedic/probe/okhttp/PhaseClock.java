package dev.modmedic.probe.okhttp;

import dev.modmedic.probe.Phase;
import dev.modmedic.probe.Timings;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Measures the phases of one fetch, over all its hops, and tells when one of them or the whole has
 * taken too long. Once stopped it counts no more. Safe for many threads.
 */
final class PhaseClock {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Phase, Long> spent = new EnumMap<>(Phase.class);
  private final PhaseLimits limits;
  private final long started = System.nanoTime();
  private final long deadline;
  private @Nullable Phase current;
  private long since;
  private long wakesAt = started; // when the waiter looks again by itself
  private long ended;
  private boolean stopped;
  private boolean expired;

  PhaseClock(Duration deadline, PhaseLimits limits) {
    this.deadline = deadline.toNanos();
    this.limits = limits;
  }

  /** A phase begins, and with it the one before ends; a phase under way goes on. */
  void enter(Phase phase) {
    lock.lock();
    try {
      if (!stopped && current != phase) {
        settle();
        current = phase;
        if (left() < wakesAt - since) {
          changed.signalAll();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** The fetch is over; the phase under way ends now, and {@link #awaitEnd} returns. */
  void stop() {
    lock.lock();
    try {
      if (!stopped) {
        settle();
        ended = System.nanoTime();
        stopped = true;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void settle() {
    long now = System.nanoTime();
    if (current != null) {
      // At least a nanosecond, since zero would say that the phase was not reached.
      spent.merge(current, Math.max(1, now - since), Long::sum);
    }
    since = now;
  }

  /** Waits until the fetch is over; false if a limit passed before, which stops the clock. */
  boolean awaitEnd() throws InterruptedException {
    lock.lock();
    try {
      while (!stopped) {
        long left = left();
        if (left <= 0) {
          expired = true;
          stop();
          return false;
        }
        wakesAt = System.nanoTime() + left;
        changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private long left() {
    long now = System.nanoTime();
    long whole = deadline - (now - started);
    return current == null ? whole : Math.min(whole, limits.of(current).toNanos() - (now - since));
  }

  /** What is left of the deadline for the whole; zero if nothing is. */
  Duration remaining() {
    return Duration.ofNanos(Math.max(0, deadline - (System.nanoTime() - started)));
  }

  boolean hasExpired() {
    lock.lock();
    try {
      return expired;
    } finally {
      lock.unlock();
    }
  }

  /** The phase under way, or the last one if it is over. */
  Optional<Phase> phase() {
    lock.lock();
    try {
      return Optional.ofNullable(current);
    } finally {
      lock.unlock();
    }
  }

  /** From the beginning until the end, or until now. */
  Duration total() {
    lock.lock();
    try {
      return Duration.ofNanos((stopped ? ended : System.nanoTime()) - started);
    } finally {
      lock.unlock();
    }
  }

  Timings timings() {
    lock.lock();
    try {
      return new Timings(
          spent(Phase.RESOLVE),
          spent(Phase.CONNECT),
          spent(Phase.TLS),
          spent(Phase.WAIT),
          spent(Phase.TRANSFER));
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Duration spent(Phase phase) {
    Long nanos = spent.get(phase);
    return nanos == null ? null : Duration.ofNanos(nanos);
  }
}
