package dev.modmedic.health;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failure: twice as long each time, and shortened by chance to between
 * half and all of it, so that many failures do not come again at once.
 */
public record BackOff(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 30;

  public BackOff {
    if (!first.isPositive() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("first %s, longest %s".formatted(first, longest));
    }
  }

  /**
   * @param failures so far, from 1
   */
  public Duration after(int failures, RandomGenerator random) {
    int doublings = Math.clamp(failures - 1, 0, MOST_DOUBLINGS);
    long whole = Math.min(first.toMillis() << doublings, longest.toMillis());
    long half = whole / 2;
    return Duration.ofMillis(half + random.nextLong(whole - half + 1));
  }
}
