package dev.modmedic.probe;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

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

  /** That the first attempt took longer than it should; empty if it did not. */
  static Optional<CheckNote> slow(Duration felt, ProbeSettings settings) {
    Duration slowAfter = settings.slowAfter();
    return slowAfter == null || felt.compareTo(slowAfter) <= 0
        ? Optional.empty()
        : Optional.of(
            new CheckNote(
                "probe.slow",
                Level.WARN,
                "slow: the first attempt took %d ms, more than %d ms"
                    .formatted(felt.toMillis(), slowAfter.toMillis())));
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
