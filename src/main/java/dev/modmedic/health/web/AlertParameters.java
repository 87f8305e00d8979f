package dev.modmedic.health.web;

import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a path strictly: none that is unknown, each once. */
final class AlertParameters {
  static final String WORKSPACE = "default";
  private static final int USUAL_LIMIT = 50;
  private static final int MOST = 200;
  private static final Pattern REGION = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private final HttpRequest<?> request;

  private AlertParameters(HttpRequest<?> request) {
    this.request = request;
  }

  static AlertParameters of(HttpRequest<?> request, String... known) {
    Set<String> names = Set.of(known);
    for (String name : request.getParameters().names()) {
      if (!names.contains(name)) {
        throw invalid(name, "is not a parameter of this path");
      }
    }
    return new AlertParameters(request);
  }

  @Nullable String text(String name) {
    List<String> values = request.getParameters().getAll(name);
    if (values.size() > 1) {
      throw invalid(name, "must be given once");
    }
    return values.isEmpty() ? null : values.getFirst();
  }

  @Nullable String region() {
    String region = text("region");
    if (region != null && !isRegion(region)) {
      throw invalid("region", "must be lower-case letters, digits and hyphens");
    }
    return region;
  }

  static boolean isRegion(String text) {
    return REGION.matcher(text).matches();
  }

  @Nullable UUID id(String name) {
    String text = text(name);
    return text == null ? null : id(name, text);
  }

  /** Reads an id wherever it stands. */
  static UUID id(String name, String text) {
    UUID id = idOrNull(text);
    if (id == null) {
      throw invalid(name, "is not a UUID");
    }
    return id;
  }

  /** Null also for the short forms that Java reads as well. */
  static @Nullable UUID idOrNull(String text) {
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equalsIgnoreCase(text) ? id : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  @Nullable Instant instant(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      if (time.getYear() > 0 && time.getYear() <= 9999) {
        return time.toInstant();
      }
    } catch (DateTimeParseException e) {
      // told below, as for years that no database holds
    }
    throw invalid(name, "must be a time such as 2026-11-21T18:00:00Z (RFC 3339)");
  }

  int limit() {
    String text = text("limit");
    if (text == null) {
      return USUAL_LIMIT;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // told below, as for numbers out of range
    }
    throw invalid("limit", "must be a number from 1 to " + MOST);
  }

  static ProblemException invalid(String name, String why) {
    return ProblemException.of(ProblemType.INVALID_PARAMETER, name, why);
  }
}
