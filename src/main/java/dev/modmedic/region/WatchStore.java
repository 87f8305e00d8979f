package dev.modmedic.region;

import dev.modmedic.request.RequestKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps watches and, in the same transaction, the assignments that follow from them; safe for many
 * threads and many replicas.
 *
 * <p>Every method throws {@link dev.modmedic.history.StoreUnavailable} when the database cannot be
 * reached within a few seconds.
 */
public interface WatchStore {
  /** What became of a watch that was to be kept. */
  sealed interface Outcome {
    /** It stands as given. */
    record Kept(Watch watch) implements Outcome {}

    /** An earlier request with the same key made it. */
    record Repeated(Watch watch) implements Outcome {}

    /** Nothing was kept. */
    sealed interface Refusal extends Outcome {}

    /** Another target has the name. */
    record NameTaken() implements Refusal {}

    /** A region that it names was removed meanwhile. */
    record RegionGone() implements Refusal {}

    /** There is no such target. */
    record Unknown() implements Refusal {}

    /** The target is not in the version that was to be changed. */
    record Outdated(long version) implements Refusal {}
  }

  /**
   * Keeps a new watch.
   *
   * @param key what makes a repeated request the same request, or null
   * @throws dev.modmedic.request.KeyReused if the key came with a different request before
   */
  Outcome create(String workspace, Watch watch, @Nullable RequestKey key);

  /** Keeps a changed watch if the version before it is the one there is. */
  Outcome replace(String workspace, Watch changed);

  /**
   * Erases the target, its assignments and its runs that are due; results stay until retention.
   *
   * @param version the only one to be erased, or null for any
   * @return the watch as it was, or why it was not erased
   */
  Outcome delete(String workspace, UUID target, @Nullable Long version);

  Optional<Watch> find(String workspace, UUID target);

  /** Those of some ids that no target has. */
  Set<UUID> missing(String workspace, Set<UUID> targets);

  /**
   * A page, by name.
   *
   * @param after continue behind this name; null for the first page
   */
  List<Watch> list(String workspace, @Nullable String after, int limit);
}
