package dev.modmedic.health;

import java.util.Locale;

/** How a target is as a whole, by quorum over the regions that are fresh. */
public enum TargetState {
  /** No region is fresh. */
  UNKNOWN,
  UP,
  /** Down, flapping or degraded in some regions only. */
  REGIONAL,
  DOWN;

  /** As it stands in the API and in tables: {@code regional}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The state with this word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static TargetState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
