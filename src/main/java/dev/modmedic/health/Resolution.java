package dev.modmedic.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** How long a stretch of time one set of figures covers; all begin on the epoch's multiples. */
public enum Resolution {
  FIVE_MINUTES("5m", Duration.ofMinutes(5)),
  HOUR("1h", Duration.ofHours(1)),
  DAY("1d", Duration.ofDays(1));

  private final String word;
  private final Duration length;

  Resolution(String word, Duration length) {
    this.word = word;
    this.length = length;
  }

  /** As it stands in the API and in tables: {@code 5m}. */
  public String word() {
    return word;
  }

  public Duration length() {
    return length;
  }

  /** The beginning of the stretch that holds this moment. */
  public Instant floor(Instant instant) {
    long seconds = length.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
  }

  public static Optional<Resolution> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
  }
}
