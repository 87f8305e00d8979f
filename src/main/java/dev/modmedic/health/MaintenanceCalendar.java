package dev.modmedic.health;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps maintenance windows; every call throws {@link dev.modmedic.history.StoreUnavailable} when
 * the database cannot be reached.
 */
public interface MaintenanceCalendar {
  /** What became of a new window. */
  enum Added {
    DONE,
    UNKNOWN_TARGET,
    UNKNOWN_REGION
  }

  Added add(PlannedMaintenance window);

  /**
   * Windows in the order of their beginnings, latest first.
   *
   * @param behind only those that come after it in this order; null for the first page
   */
  List<PlannedMaintenance> list(Query query, @Nullable Place behind, int limit);

  /** Whether it was there. */
  boolean remove(String workspace, UUID id);

  /**
   * Which windows.
   *
   * @param target only those of this target and of every target; null for all
   * @param openAt only those open at this moment; null for all
   */
  record Query(
      String workspace, @Nullable UUID target, @Nullable String region, @Nullable Instant openAt) {}

  /** A place in the order. */
  record Place(Instant startsAt, UUID id) {}
}
