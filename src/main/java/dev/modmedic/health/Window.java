package dev.modmedic.health;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How far back the figures of the matrix reach. */
public enum Window {
  HOUR("1h", Duration.ofHours(1), Duration.ofMinutes(1)),
  DAY("24h", Duration.ofHours(24), Duration.ofMinutes(5)),
  WEEK("7d", Duration.ofDays(7), Duration.ofMinutes(15)),
  MONTH("30d", Duration.ofDays(30), Duration.ofMinutes(15)),
  QUARTER("90d", Duration.ofDays(90), Duration.ofMinutes(15));

  private final String word;
  private final Duration length;
  private final Duration refresh;

  Window(String word, Duration length, Duration refresh) {
    this.word = word;
    this.length = length;
    this.refresh = refresh;
  }

  /** As it stands in the API and in tables: {@code 24h}. */
  public String word() {
    return word;
  }

  public Duration length() {
    return length;
  }

  /** How old its figures may become. */
  public Duration refresh() {
    return refresh;
  }

  public static Optional<Window> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
  }

  /** Figures of one resolution, from a bucket's beginning until another's. */
  public record Part(Resolution resolution, Instant from, Instant until) {}

  /**
   * The stored figures that make this window: the coarsest first, and what is not over yet from
   * finer ones. The window ends with the last five minutes that are over; it begins with a whole
   * bucket of the coarsest resolution.
   */
  public List<Part> parts(Instant now) {
    Resolution coarsest =
        this == HOUR
            ? Resolution.FIVE_MINUTES
            : compareTo(WEEK) <= 0 ? Resolution.HOUR : Resolution.DAY;
    List<Part> parts = new ArrayList<>();
    Instant from = coarsest.floor(Resolution.FIVE_MINUTES.floor(now).minus(length));
    for (Resolution resolution : Arrays.asList(Resolution.values()).reversed()) {
      Instant until = resolution.floor(now);
      if (resolution.compareTo(coarsest) <= 0 && from.isBefore(until)) {
        parts.add(new Part(resolution, from, until));
        from = until;
      }
    }
    return parts;
  }

  /** When it begins if it ends now, to the second. */
  public Instant start(Instant now) {
    return now.truncatedTo(ChronoUnit.SECONDS).minus(length);
  }
}
