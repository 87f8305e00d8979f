package dev.modmedic.health;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads how targets are and were.
 *
 * <p>Every method throws {@link dev.modmedic.history.StoreUnavailable} when the database cannot be
 * reached within a few seconds.
 */
public interface HealthStore {
  /** The target with this id or this name. */
  Optional<UUID> target(String workspace, String idOrName);

  /**
   * The matrix, targets by name and regions by name.
   *
   * @param target null for all
   * @param region null for all
   */
  HealthMatrix matrix(
      String workspace, Window window, @Nullable UUID target, @Nullable String region);

  /** Changes of one target's states, newest first. */
  List<Transition> transitions(String workspace, TransitionQuery query);

  /** Figures over time, by region, kind and time. */
  List<Point> series(String workspace, SeriesQuery query);

  /**
   * Which changes.
   *
   * @param region only those seen from there; null for all, and those of the target as a whole
   * @param behind only those that come after this one in the order; null for the first page
   */
  record TransitionQuery(UUID target, @Nullable String region, @Nullable Place behind, int limit) {
    public TransitionQuery {
      Objects.requireNonNull(target, "target");
    }
  }

  /** A place in the order of changes. */
  record Place(Instant at, UUID id) {
    public Place {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(id, "id");
    }
  }

  /**
   * Which figures.
   *
   * @param region null for all
   * @param kind the word of a kind; null for all
   */
  record SeriesQuery(
      UUID target,
      Resolution resolution,
      @Nullable String region,
      @Nullable String kind,
      Instant since,
      Instant until,
      int limit) {
    public SeriesQuery {
      Objects.requireNonNull(target, "target");
      Objects.requireNonNull(resolution, "resolution");
      Objects.requireNonNull(since, "since");
      Objects.requireNonNull(until, "until");
    }
  }

  /**
   * Figures of one stretch of time.
   *
   * @param at its beginning
   */
  record Point(String region, String kind, Instant at, Figures figures) {}
}
