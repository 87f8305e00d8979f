package dev.modmedic.health;

import java.util.Locale;

/** What became of a run that was due. */
public enum RunOutcome {
  PASSED,
  DEGRADED,
  FAILED,
  /** The vantage was offline. */
  OFFLINE,
  /** It never happened. */
  MISSED;

  /** Whether it says anything about the target. */
  public boolean counts() {
    return this != OFFLINE && this != MISSED;
  }

  boolean works() {
    return this == PASSED || this == DEGRADED;
  }

  /** As it stands in the API and in tables: {@code passed}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The outcome with this word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static RunOutcome of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
