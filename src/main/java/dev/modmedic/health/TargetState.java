package dev.modmedic.health;

import java.util.Locale;

/** How a target is as a whole, by quorum over its regions. */
public enum TargetState {
  /** No region is fresh. */
  UNKNOWN,
  /** It works everywhere, if slowly. */
  UP,
  /** Down or flapping in some regions, or in those that fell silent. */
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
