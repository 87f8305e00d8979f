package dev.modmedic.history;

import dev.modmedic.request.Made;
import dev.modmedic.request.RequestKey;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
   * @param key what makes a repeated request the same request, or null
   * @return what was kept; empty when there is no such diagnosis
   * @throws dev.modmedic.request.KeyReused if the key came with a different request before
   */
  Optional<Made<Feedback>> save(Feedback feedback, @Nullable RequestKey key);

  /** The feedback to a diagnosis, newest first. */
  List<Feedback> list(String workspace, UUID diagnosis, int limit);
}
