package dev.modmedic.go;

import java.util.List;
import java.util.Optional;

/** How the world answers the steps of a plan that is replayed. */
@FunctionalInterface
public interface Outcomes {
  /** A repository named by a go-import page; {@code mod} as tool means a proxy at that address. */
  record Found(String tool, String root, String repository) {}

  /** What becomes of a request for {@code target}, or of a command that reads it. */
  Outcome of(Step step, String target);

  /** The repository that a successful discovery names; empty for git at the module's own path. */
  default Optional<Found> found(Step.Discovery discovery) {
    return Optional.empty();
  }

  /** Whether the hash in a database's answer is that of the file. */
  default boolean vouches(Step.SumDbLookup lookup, ModuleFile file) {
    return true;
  }

  /** The versions that a version list names. */
  default List<Version> versions(Step list) {
    return List.of();
  }

  /** The version that an answer about a revision or the newest version names. */
  default Optional<Version> version(Step answer) {
    return Optional.empty();
  }
}
