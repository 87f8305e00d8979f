package dev.modmedic.region.web;

import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import dev.modmedic.problem.Query;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads ids in paths, and headers, strictly. */
final class Parameters {
  /** Most items of a page. */
  static final int MOST = 500;

  private static final Pattern TAG = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");

  private Parameters() {}

  /** The id in a path; one that cannot be is like one that is not there. */
  static UUID id(String text, ProblemType unknown) {
    return Query.uuid(text).orElseThrow(() -> unknown(unknown));
  }

  /** The version that {@code If-Match} names; null without one, and for any. */
  static @Nullable Long ifMatch(HttpRequest<?> request) {
    List<String> tags = request.getHeaders().getAll(HttpHeaders.IF_MATCH);
    if (tags.isEmpty() || tags.equals(List.of("*"))) {
      return null;
    }
    Matcher tag = TAG.matcher(tags.getFirst());
    if (tags.size() > 1 || !tag.matches()) {
      throw Query.invalid(HttpHeaders.IF_MATCH, "must be one ETag of this target");
    }
    return Long.valueOf(tag.group(1));
  }

  static ProblemException unknown(ProblemType type) {
    return new ProblemException(type, type.title() + ". " + type.advice());
  }
}
