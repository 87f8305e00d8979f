package dev.modmedic.health.jdbc;

import dev.modmedic.health.Resolution;
import java.time.Duration;

/**
 * How long figures are kept.
 *
 * @param fiveMinutes at least two days, of which late results may still come
 * @param hours at least eight days, or the figures of a week would lack some
 * @param days at least as long as the longest window
 * @param transitions at least as long as the longest window as well
 */
record RollupRules(Duration fiveMinutes, Duration hours, Duration days, Duration transitions) {
  RollupRules {
    atLeast("five-minutes", fiveMinutes, 2);
    atLeast("hours", hours, 8);
    atLeast("days", days, 91);
    atLeast("transitions", transitions, 91);
  }

  Duration keep(Resolution resolution) {
    return switch (resolution) {
      case FIVE_MINUTES -> fiveMinutes;
      case HOUR -> hours;
      case DAY -> days;
    };
  }

  private static void atLeast(String name, Duration value, int days) {
    if (value.compareTo(Duration.ofDays(days)) < 0) {
      throw new IllegalArgumentException(
          "modmedic.health.keep.%s must be at least %d days: %s".formatted(name, days, value));
    }
  }
}
