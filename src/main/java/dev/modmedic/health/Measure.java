package dev.modmedic.health;

import java.util.Locale;

/** What is timed: the phases of an exchange, and the whole attempt. */
public enum Measure {
  RESOLVE,
  CONNECT,
  TLS,
  WAIT,
  TRANSFER,
  TOTAL;

  /** As it stands in the API and in tables: {@code resolve}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
