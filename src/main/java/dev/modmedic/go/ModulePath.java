package dev.modmedic.go;

import java.util.Optional;

/**
 * A valid module path, such as {@code github.com/Azure/azure-sdk-for-go/v2}.
 *
 * <p>See <a href="https://go.dev/ref/mod#module-path">go.dev/ref/mod#module-path</a> and {@code
 * CheckPath} of golang.org/x/mod/module.
 */
public record ModulePath(String text) {

  public ModulePath {
    Optional<String> problem = problem(text);
    if (problem.isPresent()) {
      throw new IllegalArgumentException(problem.get());
    }
  }

  /** The path, or empty if go would refuse it; {@link #problem} says why. */
  public static Optional<ModulePath> parse(String text) {
    return problem(text).isEmpty() ? Optional.of(new ModulePath(text)) : Optional.empty();
  }

  /** The module path behind an escaped one, such as {@code github.com/!azure/x}. */
  public static Optional<ModulePath> unescape(String escaped) {
    return Escaping.unescape(escaped).flatMap(ModulePath::parse);
  }

  /** What go says of an invalid module path; empty for a valid one. */
  public static Optional<String> problem(String path) {
    return PathElements.MODULE
        .problemOfPath(path)
        .or(() -> problemOfFirstElement(path))
        .or(() -> problemOfSuffix(path))
        .map(why -> "malformed module path " + Letters.quoted(path) + ": " + why);
  }

  /** What go says of an invalid import path; empty for a valid one. */
  public static Optional<String> importProblem(String path) {
    return PathElements.IMPORT
        .problemOfPath(path)
        .map(why -> "malformed import path " + Letters.quoted(path) + ": " + why);
  }

  private static Optional<String> problemOfFirstElement(String path) {
    int slash = path.indexOf('/');
    String first = slash < 0 ? path : path.substring(0, slash);
    if (first.isEmpty()) {
      return Optional.of("leading slash");
    }
    if (!first.contains(".")) {
      return Optional.of("missing dot in first path element");
    }
    return first
        .chars()
        .filter(c -> !(Letters.isLower(c) || Letters.isDigit(c) || c == '-' || c == '.'))
        .mapToObj(c -> "invalid char " + Letters.quoted(c) + " in first path element")
        .findFirst();
  }

  private static Optional<String> problemOfSuffix(String path) {
    return MajorSuffix.of(path).isPresent() ? Optional.empty() : Optional.of("invalid version");
  }

  /** The path as it stands in proxy URLs: {@code github.com/!azure/x}. */
  public String escaped() {
    return Escaping.escape(text);
  }

  /** The first path element, by convention a host name. */
  public String host() {
    int slash = text.indexOf('/');
    return slash < 0 ? text : text.substring(0, slash);
  }

  /** The major version suffix: {@code "/v2"}, {@code ".v3"} for gopkg.in, or {@code ""}. */
  public String majorSuffix() {
    return MajorSuffix.of(text).orElseThrow().text();
  }

  /** The path without its major version suffix. */
  public String withoutMajor() {
    return text.substring(0, text.length() - majorSuffix().length());
  }

  /** Whether this is a gopkg.in path, where the major version is part of the last element. */
  public boolean isGopkgIn() {
    return text.startsWith("gopkg.in/");
  }

  /**
   * Why {@code version} cannot be a version of this module, in go's words; empty when it can.
   *
   * <p>See <a
   * href="https://go.dev/ref/mod#major-version-suffixes">go.dev/ref/mod#major-version-suffixes</a>.
   */
  public Optional<String> problemWith(Version version) {
    String suffix = majorSuffix().replace("-unstable", "");
    // An old defect gave gopkg.in .v1 modules v0.0.0 pseudo-versions; they are still in go.mod
    // files, so go accepts them.
    if (suffix.equals(".v1") && version.text().startsWith("v0.0.0-")) {
      return Optional.empty();
    }
    String major = version.majorText();
    if (suffix.isEmpty()) {
      boolean fits = major.equals("v0") || major.equals("v1") || version.isIncompatible();
      return fits ? Optional.empty() : mismatch(version, "v0 or v1");
    }
    String wanted = suffix.substring(1);
    return major.equals(wanted) ? Optional.empty() : mismatch(version, wanted);
  }

  private static Optional<String> mismatch(Version version, String wanted) {
    return Optional.of("should be " + wanted + ", not " + version.majorText());
  }

  @Override
  public String toString() {
    return text;
  }
}
