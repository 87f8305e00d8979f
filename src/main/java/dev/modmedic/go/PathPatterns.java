package dev.modmedic.go;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A comma-separated list of path prefix globs, as in GOPRIVATE, GONOPROXY, GONOSUMDB and
 * GOINSECURE.
 *
 * <p>See <a href="https://go.dev/ref/mod#private-modules">go.dev/ref/mod#private-modules</a> and
 * {@code MatchPrefixPatterns} of golang.org/x/mod/module. Nothing is trimmed but a trailing slash.
 */
public record PathPatterns(String value) {
  /** A list that matches nothing. */
  public static final PathPatterns NONE = new PathPatterns("");

  /** The patterns that can match anything at all to go: not empty, trailing slash dropped. */
  public List<String> patterns() {
    return raw()
        .map(p -> p.endsWith("/") ? p.substring(0, p.length() - 1) : p)
        .filter(p -> !p.isEmpty())
        .toList();
  }

  private Stream<String> raw() {
    return Arrays.stream(value.split(",", -1));
  }

  /** Whether the list matches no module path by intention: it is empty or {@code none}. */
  public boolean isNone() {
    return patterns().isEmpty() || value.equals("none");
  }

  /** Whether some prefix of {@code path} matches some pattern. */
  public boolean matches(String path) {
    return matchingPattern(path).isPresent();
  }

  /** The first pattern that matches a prefix of {@code path}. */
  public Optional<String> matchingPattern(String path) {
    return patterns().stream().filter(pattern -> matches(pattern, path)).findFirst();
  }

  /** Whether every module path matches. */
  public boolean matchesEverything() {
    return patterns().stream().anyMatch(p -> p.equals("*") || p.equals("*.*"));
  }

  private static boolean matches(String pattern, String path) {
    long slashes = pattern.chars().filter(c -> c == '/').count();
    int end = -1;
    for (long i = 0; i <= slashes; i++) {
      end = path.indexOf('/', end + 1);
      if (end < 0 && i < slashes) {
        return false;
      }
    }
    String prefix = end < 0 ? path : path.substring(0, end);
    return PathGlob.parse(pattern).map(glob -> glob.matches(prefix)).orElse(false);
  }

  /** The patterns that cannot match any valid module path, each with the reason. */
  public List<DeadPattern> deadPatterns() {
    if (isNone()) {
      return List.of();
    }
    return patterns().stream().flatMap(pattern -> DeadPattern.of(pattern).stream()).toList();
  }
}
