package dev.modmedic.region;

import dev.modmedic.request.RequestKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps regions; safe for many threads and many replicas. */
public interface RegionStore {
  /**
   * A region with how it is.
   *
   * @param activeAgent the agent whose lease is good; null for none
   * @param lastSeenAt when any of its agents was heard last; null for never
   */
  record Status(
      Region region,
      Instant createdAt,
      int agents,
      @Nullable UUID activeAgent,
      @Nullable Instant lastSeenAt) {}

  /** Why a region was kept or not. */
  enum Creation {
    KEPT,
    /** An earlier request with the same key made it. */
    REPEATED,
    NAME_TAKEN,
    /** The region that it goes via is missing, or is an egress itself. */
    VIA_UNFIT
  }

  /** Why a region was erased or not. */
  enum Deletion {
    DELETED,
    UNKNOWN,
    /** It is built in. */
    BUILT_IN,
    /** Targets name it. */
    HAS_TARGETS,
    /** Agents work for it whose tokens are good. */
    HAS_AGENTS,
    /** Other regions go via it. */
    HAS_EGRESSES
  }

  /** All regions, by name. */
  List<Region> list(String workspace);

  /** All regions with how they are, by name. */
  List<Status> statuses(String workspace, Instant now);

  /**
   * Keeps a new region.
   *
   * @param key what makes a repeated request the same request, or null
   * @throws dev.modmedic.request.KeyReused if the key came with a different request before
   */
  Creation create(String workspace, Region region, Instant at, @Nullable RequestKey key);

  /** Erases a region that nothing uses any more, with its revoked agents. */
  Deletion delete(String workspace, String region);
}
