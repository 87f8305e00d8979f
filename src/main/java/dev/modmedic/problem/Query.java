package dev.modmedic.problem;

import dev.modmedic.evidence.Rfc3339;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a query strictly, each at most once; {@link Takes} names them. */
public record Query(HttpParameters parameters) {
  private static final int USUAL_LIMIT = 50;
  private static final int USUAL_MOST = 200;
  private static final int LATEST_YEAR = 9999;

  public static Query of(HttpRequest<?> request) {
    return new Query(request.getParameters());
  }

  /** The text of a parameter; null if it is not given. */
  public @Nullable String text(String name) {
    List<String> values = parameters.getAll(name);
    if (values.size() > 1) {
      throw invalid(name, "must be given once");
    }
    if (values.isEmpty()) {
      return null;
    }
    if (values.getFirst().indexOf('\0') >= 0) {
      throw invalid(name, "must not hold the character U+0000"); // no text of the database does
    }
    return values.getFirst();
  }

  /**
   * What is read of the text; null if there is none.
   *
   * @param otherwise complains where nothing can be read
   */
  public <T> @Nullable T read(String name, Function<String, Optional<T>> reader, String otherwise) {
    @Nullable String text = text(name);
    return text == null ? null : reader.apply(text).orElseThrow(() -> invalid(name, otherwise));
  }

  /** Most items of a page, 1 to 200; 50 if nothing is said. */
  public int limit() {
    return limit(USUAL_MOST);
  }

  /**
   * The same.
   *
   * @param most the highest number that is taken
   */
  public int limit(int most) {
    @Nullable Integer limit =
        read("limit", text -> limit(text, most), "must be a number from 1 to " + most);
    return limit == null ? USUAL_LIMIT : limit;
  }

  private static Optional<Integer> limit(String text, int most) {
    return text.matches("[0-9]{1,6}")
        ? Optional.of(Integer.parseInt(text)).filter(limit -> limit >= 1 && limit <= most)
        : Optional.empty();
  }

  public @Nullable Instant instant(String name) {
    return read(name, Query::instantOf, "must be a time such as 2026-11-21T18:00:00Z (RFC 3339)");
  }

  /** A stretch of time; what is null has no end on that side. */
  public record Span(@Nullable Instant since, @Nullable Instant until) {}

  /** What lies between {@code since} and {@code until}, which cannot be nothing. */
  public Span span() {
    @Nullable Instant since = instant("since");
    @Nullable Instant until = instant("until");
    if (since != null && until != null && !since.isBefore(until)) {
      throw invalid("since", "must be before until");
    }
    return new Span(since, until);
  }

  /** Only years that every database holds. */
  private static Optional<Instant> instantOf(String text) {
    return Rfc3339.parse(text)
        .map(time -> time.withOffsetSameInstant(ZoneOffset.UTC))
        .filter(time -> time.getYear() > 0 && time.getYear() <= LATEST_YEAR)
        .map(OffsetDateTime::toInstant);
  }

  public @Nullable UUID id(String name) {
    return read(name, Query::uuid, "is not a UUID");
  }

  /** Reads an id wherever it stands; none in the short forms that Java reads as well. */
  public static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The id in a path; one that cannot be is like one that nobody has.
   *
   * @throws ProblemException if it is none
   */
  public static UUID pathId(String text, ProblemType unknown) {
    return uuid(text).orElseThrow(() -> ProblemException.unknown(unknown));
  }

  public static ProblemException invalid(String name, String why) {
    return ProblemException.of(ProblemType.INVALID_PARAMETER, name, why);
  }
}
