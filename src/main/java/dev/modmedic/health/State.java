package dev.modmedic.health;

import java.util.Locale;

/** How a target is, seen from one region. */
public enum State {
  /** Nothing is known yet. */
  UNKNOWN,
  UP,
  /** It works, but slowly, with warnings, or not at the first attempt. */
  DEGRADED,
  DOWN,
  /** It changes between working and not too often to be called either. */
  FLAPPING,
  /** Nothing new was heard for too long; says nothing about the target. */
  STALE;

  /** As it stands in the API and in tables: {@code up}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The state with this word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static State of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
