package dev.modmedic.go;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An answer of {@code @v/list}, as {@code go} reads it.
 *
 * @param versions what go takes, each once
 * @param pseudoVersions what go passes over, since no list should have them
 * @param invalid the first words of other lines, which go passes over as well; the first few
 */
public record VersionList(
    Set<Version> versions, List<Version> pseudoVersions, List<String> invalid) {
  private static final int MOST_INVALID = 10;

  public VersionList {
    versions = Set.copyOf(versions);
    pseudoVersions = List.copyOf(pseudoVersions);
    invalid = List.copyOf(invalid);
  }

  /** Reads a body; an empty one is a list without versions. */
  public static VersionList parse(String body) {
    var versions = new LinkedHashSet<Version>();
    var pseudoVersions = new ArrayList<Version>();
    var invalid = new ArrayList<String>();
    body.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(line -> line.split("\\s+", 2)[0])
        .forEach(word -> {
          Optional<Version> version = Version.parse(word);
          if (version.isEmpty()) {
            if (invalid.size() < MOST_INVALID) {
              invalid.add(word);
            }
          } else if (version.get().asPseudo().isPresent()) {
            pseudoVersions.add(version.get());
          } else {
            versions.add(version.get());
          }
        });
    return new VersionList(versions, pseudoVersions, invalid);
  }

  /** The version that precedes none, if there is any. */
  public Optional<Version> highest() {
    return versions.stream().max(Version.PRECEDENCE);
  }
}
