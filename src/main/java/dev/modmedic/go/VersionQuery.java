package dev.modmedic.go;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What stands behind the at sign of {@code go get module@query}.
 *
 * <p>See <a href="https://go.dev/ref/mod#version-queries">go.dev/ref/mod#version-queries</a> and
 * {@code newQueryMatcher} in {@code modload/query.go}.
 */
public record VersionQuery(String text) {
  private static final Predicate<Version> PRERELEASE = version -> !version.prerelease().isEmpty();

  /** How go finds the version that is meant. */
  public enum Kind {
    /** A whole semantic version: its .info file is asked for by name. */
    VERSION,
    /** A branch, tag or commit: the .info file of that name tells the version. */
    REVISION,
    /** latest, upgrade, a range or a prefix: the version list is asked for first. */
    LIST
  }

  /** How go finds the version that is meant. */
  public Kind kind() {
    boolean range = text.startsWith("<") || text.startsWith(">");
    if (range || text.equals("latest") || text.equals("upgrade") || text.equals("patch")) {
      return Kind.LIST;
    }
    if (!Version.isValid(text)) {
      return Kind.REVISION;
    }
    return isPrefix(text) ? Kind.LIST : Kind.VERSION;
  }

  /** Whether go asks for the newest version when the list names none. */
  public boolean mayUseLatest() {
    return text.equals("latest") || text.equals("upgrade");
  }

  /** Why go refuses the query before it asks anybody; empty if it does not. */
  public Optional<String> problem() {
    String bound = text.replaceFirst("^[<>]=?", "");
    if (bound.equals(text)) {
      return Optional.empty();
    }
    String range =
        " semantic version %s in range %s".formatted(Letters.quoted(bound), Letters.quoted(text));
    if (!Version.isValid(bound)) {
      return Optional.of("invalid" + range);
    }
    boolean ambiguous = isPrefix(bound) && (text.startsWith("<=") || text.matches(">[^=].*"));
    return ambiguous ? Optional.of("ambiguous" + range) : Optional.empty();
  }

  /** The version go picks from a list: a release if there is one, else a pre-release. */
  public Optional<Version> choose(List<Version> listed) {
    Comparator<Version> order = Version.PRECEDENCE;
    Comparator<Version> best = text.startsWith(">") ? order.reversed() : order;
    List<Version> usable = listed.stream().filter(this::accepts).toList();
    return usable.stream()
        .filter(PRERELEASE.negate())
        .max(best)
        .or(() -> usable.stream().filter(PRERELEASE).max(best));
  }

  /** What go filters a version list with: {@code v1.2.} for {@code v1.2}, else nothing. */
  String prefix() {
    return Version.isValid(text) && isPrefix(text) ? text + "." : "";
  }

  private boolean accepts(Version version) {
    if (version.asPseudo().isPresent()) {
      return false;
    }
    String bound = text.replaceFirst("^[<>]=?", "");
    if (!Version.isValid(bound)) {
      return true;
    }
    int order = Version.PRECEDENCE.compare(version, new Version(bound));
    if (text.startsWith("<")) {
      return order < 0 || (order == 0 && text.startsWith("<="));
    }
    if (text.startsWith(">")) {
      return order > 0 || (order == 0 && text.startsWith(">="));
    }
    return version.text().startsWith(bound + ".") && order >= 0;
  }

  private static boolean isPrefix(String version) {
    return version.chars().filter(c -> c == '.').count() < 2;
  }
}
