package dev.modmedic.health.web;

import dev.modmedic.health.HealthStore;
import dev.modmedic.health.HealthStore.TransitionQuery;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import dev.modmedic.problem.Query;
import dev.modmedic.region.Region;
import java.util.Optional;
import java.util.UUID;

/** Finds the target that a path or a parameter names. */
final class WatchedTarget {
  private WatchedTarget() {}

  /** By id or by name. */
  static Optional<UUID> named(HealthStore store, String idOrName) {
    return store.target(Region.WORKSPACE, idOrName.replace('\0', ' '));
  }

  /** By the id or the name in a path. */
  static UUID find(HealthStore store, String idOrName) {
    return named(store, idOrName).orElseThrow(WatchedTarget::unknown);
  }

  /** By the id in a path. */
  static UUID byId(HealthStore store, String id) {
    return find(store, Query.pathId(id, ProblemType.UNKNOWN_TARGET).toString());
  }

  static ProblemException unknown() {
    return ProblemException.unknown(ProblemType.UNKNOWN_TARGET);
  }

  /** Whether its history holds a region, which may be gone; the first state is a change too. */
  static boolean wasSeenFrom(HealthStore store, UUID target, String region) {
    TransitionQuery newest = new TransitionQuery(target, region, null, 1);
    return !store.transitions(Region.WORKSPACE, newest).isEmpty();
  }
}
