package dev.modmedic.health;

import dev.modmedic.request.Made;
import dev.modmedic.request.RequestKey;
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
  sealed interface Added {
    /** It is there, since now or since an earlier request with the same key. */
    record Done(Made<PlannedMaintenance> window) implements Added {}

    /** There is no such target. */
    record UnknownTarget() implements Added {}

    /** There is no such region. */
    record UnknownRegion() implements Added {}
  }

  /**
   * Keeps a new window.
   *
   * @param key what makes a repeated request the same request, or null
   * @throws dev.modmedic.request.KeyReused if the key came with a different request before
   */
  Added add(PlannedMaintenance window, @Nullable RequestKey key);

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
