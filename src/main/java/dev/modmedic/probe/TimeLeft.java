package dev.modmedic.probe;

import java.time.Duration;

/** What is left of the time that a probe may take, by a monotonic clock. */
final class TimeLeft {
  /** Below this nothing can be asked any more. */
  private static final Duration TOO_LITTLE = Duration.ofMillis(20);

  /** So much of what is left one exchange of a first try may take; the rest is to confirm. */
  private static final double FIRST = 0.6;

  private final long end;
  private final boolean confirming;

  private TimeLeft(long end, boolean confirming) {
    this.end = end;
    this.confirming = confirming;
  }

  static TimeLeft of(Duration all) {
    return new TimeLeft(System.nanoTime() + all.toNanos(), false);
  }

  /** The same end, with nothing to be kept back. */
  TimeLeft forConfirming() {
    return new TimeLeft(end, true);
  }

  boolean isOver() {
    return left().compareTo(TOO_LITTLE) < 0;
  }

  /** How long one exchange may take that should take at most {@code wanted}. */
  Duration share(Duration wanted) {
    Duration left = left();
    Duration most = confirming ? left : Duration.ofNanos((long) (left.toNanos() * FIRST));
    return most.compareTo(wanted) < 0 ? most : wanted;
  }

  private Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }
}
