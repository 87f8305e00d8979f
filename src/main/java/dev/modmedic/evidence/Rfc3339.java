package dev.modmedic.evidence;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads times as RFC 3339 writes them, which is stricter than what Java takes for ISO 8601. */
public final class Rfc3339 {
  private static final Pattern SHAPE =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:[Zz]|[+-]\\d\\d:\\d\\d)");

  private Rfc3339() {}

  /** The time with date, seconds and offset; empty when {@code text} is none, or none there is. */
  public static Optional<OffsetDateTime> parse(String text) {
    if (!SHAPE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text));
    } catch (DateTimeException noSuchTime) {
      return Optional.empty();
    }
  }
}
