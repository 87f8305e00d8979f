package dev.modmedic.region;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;

/**
 * The server's clock minus our own, as the round trips of messages tell it.
 *
 * <p>Half the round trip bounds the error of a sample, so the quickest of the recent ones counts.
 */
final class ClockOffset {
  private static final int KEPT = 8;

  /** What two good clocks may drift apart while samples are kept. */
  private static final Duration DRIFT = Duration.ofMillis(50);

  private final Deque<Sample> samples = new ArrayDeque<>();
  private volatile Duration current = Duration.ZERO;
  private boolean assumed;

  /** Positive if the server's clock is ahead; zero as long as nothing was measured. */
  Duration current() {
    return current;
  }

  /** Goes by this until something is measured. */
  synchronized void assume(Duration offset) {
    current = offset;
    assumed = true;
  }

  /**
   * Takes one round trip.
   *
   * @param sent and {@code received} by our clock
   * @return whether a clock was set since the last one, so that what was measured before is void,
   *     or what was only assumed
   */
  synchronized boolean observe(Instant sent, Instant serverTime, Instant received) {
    Duration half = Duration.between(sent, received).dividedBy(2);
    Sample sample = new Sample(Duration.between(sent.plus(half), serverTime), half);
    boolean set = samples.stream().anyMatch(earlier -> !earlier.agreesWith(sample));
    if (set) {
      samples.clear();
    }
    set |= assumed;
    assumed = false;
    samples.addLast(sample);
    if (samples.size() > KEPT) {
      samples.removeFirst();
    }
    current =
        samples.stream()
            .min(Comparator.comparing(Sample::error))
            .map(Sample::offset)
            .orElse(Duration.ZERO);
    return set;
  }

  /**
   * @param error the most that the offset can be wrong by
   */
  private record Sample(Duration offset, Duration error) {
    boolean agreesWith(Sample other) {
      return offset.minus(other.offset).abs().compareTo(error.plus(other.error).plus(DRIFT)) <= 0;
    }
  }
}
