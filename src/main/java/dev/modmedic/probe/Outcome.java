package dev.modmedic.probe;

import java.util.Locale;

/** What a probe came to. */
public enum Outcome {
  /** All went well at the first attempt. */
  PASSED,
  /** It works, but slowly, at a second attempt only, or with a warning. */
  DEGRADED,
  /** It does not work. */
  FAILED,
  /** The vantage is offline; nothing is known about the target. */
  OFFLINE;

  /** As it stands in the API and in tables: {@code passed}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
