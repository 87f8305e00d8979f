package dev.modmedic.health.web;

import dev.modmedic.health.HealthStore;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import dev.modmedic.problem.Query;
import dev.modmedic.region.Region;
import java.util.UUID;

/** Finds the target that a path or a parameter names. */
final class WatchedTarget {
  private WatchedTarget() {}

  /** By id or by name. */
  static UUID find(HealthStore store, String idOrName) {
    return store
        .target(Region.WORKSPACE, idOrName.replace('\0', ' '))
        .orElseThrow(WatchedTarget::unknown);
  }

  /** By id. */
  static UUID byId(HealthStore store, String id) {
    return find(store, Query.pathId(id).toString());
  }

  static ProblemException unknown() {
    return new ProblemException(ProblemType.UNKNOWN_TARGET, ProblemType.UNKNOWN_TARGET.advice());
  }
}
