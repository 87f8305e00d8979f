package dev.modmedic.history;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps feedback, each for as long as its diagnosis; safe for many threads and many replicas.
 *
 * <p>Every method throws {@link StoreUnavailable} when the database cannot be reached within a few
 * seconds.
 */
public interface FeedbackStore {
  /**
   * Keeps a feedback, its comment redacted, and returns after the commit.
   *
   * @return what was kept; empty when there is no such diagnosis
   */
  Optional<Feedback> save(Feedback feedback);

  /** The feedback to a diagnosis, newest first. */
  List<Feedback> list(String workspace, UUID diagnosis, int limit);
}
