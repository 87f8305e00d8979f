package dev.modmedic.region.web;

import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads parameters of paths and queries, and headers, strictly. */
record Parameters(HttpParameters query) {
  private static final int USUAL_LIMIT = 50;
  private static final int MOST = 500;
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");

  static Parameters of(HttpRequest<?> request, Set<String> names) {
    for (String name : request.getParameters().names()) {
      if (!names.contains(name)) {
        throw invalid(name, "is not a parameter of this list");
      }
    }
    return new Parameters(request.getParameters());
  }

  @Nullable String text(String name) {
    List<String> values = query.getAll(name);
    if (values.size() > 1) {
      throw invalid(name, "must be given once");
    }
    return values.isEmpty() ? null : values.getFirst();
  }

  /** What is read of the text; null if there is none. */
  <T> @Nullable T read(String name, Function<String, Optional<T>> reader, String otherwise) {
    @Nullable String text = text(name);
    return text == null ? null : reader.apply(text).orElseThrow(() -> invalid(name, otherwise));
  }

  int limit() {
    @Nullable Integer limit =
        read("limit", Parameters::limit, "must be a number from 1 to " + MOST);
    return limit == null ? USUAL_LIMIT : limit;
  }

  private static Optional<Integer> limit(String text) {
    return text.matches("[0-9]{1,3}")
        ? Optional.of(Integer.parseInt(text)).filter(limit -> limit >= 1 && limit <= MOST)
        : Optional.empty();
  }

  @Nullable Instant instant(String name) {
    return read(
        name, Parameters::instantOf, "must be a time such as 2026-11-21T18:00:00Z (RFC 3339)");
  }

  private static Optional<Instant> instantOf(String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      return time.getYear() >= 1970 && time.getYear() <= 9999
          ? Optional.of(time.toInstant())
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The id in a path; one that cannot be is like one that is not there. */
  static UUID id(String text, ProblemType unknown) {
    return uuid(text).orElseThrow(() -> unknown(unknown));
  }

  static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The version that {@code If-Match} names; null without one, and for any. */
  static @Nullable Long ifMatch(HttpRequest<?> request) {
    List<String> tags = request.getHeaders().getAll(HttpHeaders.IF_MATCH);
    if (tags.isEmpty() || tags.equals(List.of("*"))) {
      return null;
    }
    Matcher tag = TAG.matcher(tags.getFirst());
    if (tags.size() > 1 || !tag.matches()) {
      throw invalid(HttpHeaders.IF_MATCH, "must be one ETag of this target");
    }
    return Long.valueOf(tag.group(1));
  }

  static ProblemException unknown(ProblemType type) {
    return new ProblemException(type, type.title() + ". " + type.advice());
  }

  static ProblemException invalid(String name, String why) {
    return ProblemException.of(ProblemType.INVALID_PARAMETER, name, why);
  }
}
