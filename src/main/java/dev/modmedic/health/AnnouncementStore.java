package dev.modmedic.health;

import java.util.List;
import java.util.UUID;

/**
 * Changes in the order of telling; every call throws {@link dev.modmedic.history.StoreUnavailable}
 * when the database cannot be reached.
 */
public interface AnnouncementStore {
  /** The last position given; 0 if there is none. */
  long last(String workspace);

  /** Changes behind a position, in order. */
  List<Announcement> after(String workspace, long position, int limit);

  /**
   * Where a transition stands in the order; where it would stand by its time, if it is not known
   * (any more).
   */
  long positionOf(String workspace, UUID transition);
}
