package dev.modmedic.history;

import java.time.Duration;

/**
 * When many failures at one host by one cause are a burst.
 *
 * @param window how long a stretch of time is looked at as one
 * @param base how long before the window the usual rate is taken from; a multiple of the window
 * @param sources how many distinct pairs of project and client there must be at least
 * @param factor how many times the usual number of them that must be
 */
public record BurstRule(Duration window, Duration base, int sources, double factor) {
  public BurstRule {
    if (window.toSeconds() < 60 || base.compareTo(window) < 0) {
      throw new IllegalArgumentException("the window is a minute or more, the base no shorter");
    }
    if (base.toSeconds() % window.toSeconds() != 0) {
      throw new IllegalArgumentException("the base is a multiple of the window");
    }
    if (sources < 2 || !(factor >= 1)) {
      throw new IllegalArgumentException("a burst has 2 sources or more and a factor of 1 or more");
    }
  }

  /** How many windows the usual rate is the mean of. */
  public long baseWindows() {
    return base.dividedBy(window);
  }
}
