package dev.modmedic.probe;

import java.time.Duration;

/** What is left of the time that a probe may take, by a monotonic clock. */
final class TimeLeft {
  /** With less than this nothing is asked any more. */
  private static final Duration LITTLE = Duration.ofMillis(500);

  /** So much of what is left one exchange of a first try may take; the rest is to confirm. */
  private static final double FIRST = 0.6;

  private final long end;
  private final Duration least;
  private final boolean confirming;

  private TimeLeft(long end, Duration least, boolean confirming) {
    this.end = end;
    this.least = least;
    this.confirming = confirming;
  }

  static TimeLeft of(Duration all) {
    Duration tenth = all.dividedBy(10);
    return new TimeLeft(
        System.nanoTime() + all.toNanos(), tenth.compareTo(LITTLE) < 0 ? tenth : LITTLE, false);
  }

  /** The same end, with nothing to be kept back. */
  TimeLeft forConfirming() {
    return new TimeLeft(end, least, true);
  }

  boolean isOver() {
    return left().compareTo(least) < 0;
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
