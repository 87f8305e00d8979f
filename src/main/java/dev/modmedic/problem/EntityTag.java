package dev.modmedic.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The number of a version as an ETag. */
public final class EntityTag {
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");

  private EntityTag() {}

  public static String of(long version) {
    return "\"" + version + "\"";
  }

  /** The version that {@code If-Match} names; null without one, and for any. */
  public static @Nullable Long ifMatch(HttpRequest<?> request) {
    List<String> tags = request.getHeaders().getAll(HttpHeaders.IF_MATCH);
    if (tags.isEmpty() || tags.equals(List.of("*"))) {
      return null;
    }
    Matcher tag = TAG.matcher(tags.getFirst());
    if (tags.size() > 1 || !tag.matches()) {
      throw Query.invalid(HttpHeaders.IF_MATCH, "must be * or one ETag as it was given");
    }
    return Long.valueOf(tag.group(1));
  }

  /** That another version is there than the one that was to be changed. */
  public static ProblemException outdated(long version) {
    return new ProblemException(
        ProblemType.OUTDATED, "It is in version %s now.".formatted(of(version)));
  }
}
