package dev.modmedic.go;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which import paths belong to Go's standard library, and since which release.
 *
 * <p>Go itself takes every path whose first element has no dot for a standard one ({@code
 * search.IsStandardImportPath}); this list tells a package that came later from one that never was.
 */
public final class StandardLibrary {
  private static final Map<String, GoRelease> SINCE = new HashMap<>();
  private static final Map<String, GoRelease> EXPERIMENTS = new HashMap<>();

  static {
    read("standard-library.txt");
  }

  private StandardLibrary() {}

  private static void read(String resource) {
    InputStream stream =
        Objects.requireNonNull(StandardLibrary.class.getResourceAsStream(resource), resource);
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.startsWith("#")).forEach(StandardLibrary::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(String line) {
    boolean experiment = line.startsWith("~");
    String[] words = line.substring(experiment ? 1 : 0).split(" ", 2);
    (experiment ? EXPERIMENTS : SINCE).put(words[1], GoRelease.of(1, Integer.parseInt(words[0])));
  }

  /** Whether {@code importPath} is a package of some release's standard library. */
  public static boolean isStd(String importPath) {
    return SINCE.containsKey(importPath);
  }

  /** Whether {@code release} has {@code importPath}; experiments do not count. */
  public static boolean isStd(String importPath, GoRelease release) {
    return since(importPath).map(at -> release.atLeast(at.major(), at.minor())).orElse(false);
  }

  /** The first release with the package; empty if none of the known releases has it. */
  public static Optional<GoRelease> since(String importPath) {
    return Optional.ofNullable(SINCE.get(importPath));
  }

  /** The first release where a GOEXPERIMENT offers the package. */
  public static Optional<GoRelease> experimentSince(String importPath) {
    return Optional.ofNullable(EXPERIMENTS.get(importPath));
  }

  /** Whether go looks for the path in GOROOT only: its first element has no dot. */
  public static boolean looksStandard(String importPath) {
    int slash = importPath.indexOf('/');
    return !(slash < 0 ? importPath : importPath.substring(0, slash)).contains(".");
  }
}
