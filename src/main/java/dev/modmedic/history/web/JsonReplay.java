package dev.modmedic.history.web;

import dev.modmedic.evidence.Rfc3339;
import dev.modmedic.history.RuleReplay;
import dev.modmedic.problem.JsonBody;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import dev.modmedic.problem.Surrogates;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a request for a replay of a JSON body. */
final class JsonReplay {
  private static final Pattern NAME =
      Pattern.compile("[a-z-]{1,60}/[a-z0-9-]{1,60}\\.yaml|codes\\.yaml|marks\\.yaml");
  private static final int MOST_FILES = 200;
  private static final int LONGEST_FILE = 200_000;
  private static final int USUAL_LIMIT = 200;
  private static final int MOST = 1_000;

  private JsonReplay() {}

  static RuleReplay.Request read(String body) {
    if (body.isBlank()) {
      throw new ProblemException(ProblemType.EMPTY_BODY, "The body is empty; files are expected.");
    }
    if (!(JsonBody.read(body) instanceof Map<?, ?> fields)) {
      throw invalid("", "must be an object with files");
    }
    Instant since = instant("/since", fields.get("since"));
    Instant until = instant("/until", fields.get("until"));
    if (since != null && until != null && !since.isBefore(until)) {
      throw invalid("/since", "must be before until");
    }
    return new RuleReplay.Request(
        files(fields.get("files")), since, until, limit(fields.get("limit")));
  }

  private static Map<String, String> files(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map) || map.isEmpty() || map.size() > MOST_FILES) {
      throw invalid("/files", "must be an object with 1 to " + MOST_FILES + " files");
    }
    Map<String, String> files = new TreeMap<>();
    map.forEach((key, content) -> {
      String name = String.valueOf(key);
      if (!NAME.matcher(name).matches()) {
        throw invalid(
            "/files",
            "must be named like dns/timeout.yaml, codes.yaml or marks.yaml; one of them is not");
      }
      if (!(content instanceof String text) || text.length() > LONGEST_FILE) {
        throw invalid(
            "/files/" + name.replace("/", "~1"),
            "must be text of at most " + LONGEST_FILE + " characters");
      }
      files.put(name, Surrogates.mended(text));
    });
    return files;
  }

  private static int limit(@Nullable Object value) {
    if (value == null) {
      return USUAL_LIMIT;
    }
    if (value instanceof Long limit && limit >= 1 && limit <= MOST) {
      return limit.intValue();
    }
    throw invalid("/limit", "must be a number from 1 to " + MOST);
  }

  private static @Nullable Instant instant(String pointer, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return Rfc3339.parse(String.valueOf(value))
        .filter(time -> time.getYear() > 0)
        .map(OffsetDateTime::toInstant)
        .orElseThrow(
            () -> invalid(pointer, "must be a time such as 2026-11-21T18:00:00Z (RFC 3339)"));
  }

  private static ProblemException invalid(String pointer, String detail) {
    return ProblemException.at(ProblemType.INVALID_FIELD, pointer, detail);
  }
}
