package dev.modmedic.probe;

import java.util.Locale;
import java.util.Objects;

/**
 * One thing a probe checked, beyond whether the exchange went through.
 *
 * @param check a stable name: {@code goproxy.list-order}, {@code sumdb.consistency}
 * @param says one line for people, with the values
 */
public record CheckNote(String check, Level level, String says) {
  public CheckNote {
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(says, "says");
  }

  /** What came of it: good, worth knowing, or broken. */
  public enum Level {
    PASS,
    WARN,
    FAIL;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
