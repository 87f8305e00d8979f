package dev.modmedic.history.web;

import dev.modmedic.history.DiagnosisFilter;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import io.micronaut.http.HttpParameters;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The query of a list of diagnoses. */
record ListQuery(DiagnosisFilter filter, @Nullable String cursor, int limit) {
  private static final int USUAL_LIMIT = 50;
  private static final int MOST = 200;
  private static final Set<String> NAMES =
      Set.of(
          "cursor", "limit", "cause", "project", "module", "host", "fingerprint", "since", "until");
  private static final Pattern CODE = Pattern.compile("[a-z-]+\\.[a-z0-9-]+");
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{16}");
  private static final Pattern WORDS = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,4000}");

  static ListQuery of(HttpParameters parameters) {
    parameters
        .names()
        .forEach(name -> {
          if (!NAMES.contains(name)) {
            throw invalid(name, "is not a parameter of this list");
          }
        });
    return new ListQuery(
        new DiagnosisFilter(
            text(parameters, "cause", CODE, "must be a code such as dns.timeout"),
            words(parameters, "project"),
            words(parameters, "module"),
            words(parameters, "host"),
            text(parameters, "fingerprint", FINGERPRINT, "must be 16 hexadecimal digits"),
            instant(parameters, "since"),
            instant(parameters, "until")),
        one(parameters, "cursor"),
        limit(parameters));
  }

  static int limit(HttpParameters parameters) {
    String text = one(parameters, "limit");
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

  static @Nullable String words(HttpParameters parameters, String name) {
    return text(parameters, name, WORDS, "must be 1 to 4000 characters without control characters");
  }

  private static @Nullable String text(
      HttpParameters parameters, String name, Pattern form, String otherwise) {
    String text = one(parameters, name);
    if (text != null && !form.matcher(text).matches()) {
      throw invalid(name, otherwise);
    }
    return text;
  }

  static @Nullable Instant instant(HttpParameters parameters, String name) {
    String text = one(parameters, name);
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

  static @Nullable String one(HttpParameters parameters, String name) {
    List<String> values = parameters.getAll(name);
    if (values.size() > 1) {
      throw invalid(name, "must be given once");
    }
    return values.isEmpty() ? null : values.getFirst();
  }

  static ProblemException invalid(String name, String why) {
    return ProblemException.of(ProblemType.INVALID_PARAMETER, name, why);
  }
}
