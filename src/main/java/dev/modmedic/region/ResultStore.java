package dev.modmedic.region;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps results; safe for many threads and many replicas.
 *
 * <p>Every method throws {@link dev.modmedic.history.StoreUnavailable} when the database cannot be
 * reached within a few seconds.
 */
public interface ResultStore {
  /**
   * A result that is to be kept.
   *
   * @param requested whether somebody asked for the run
   * @param agent who sent it; null for the server's own region
   */
  record Arrival(
      Origin origin, RunResult run, boolean requested, @Nullable UUID agent, Instant receivedAt) {}

  /**
   * Keeps results in one transaction and returns after the commit. One that is there already stays
   * as it is, unless it only says that the run was missed. The rows of the runs go, and the health
   * evaluation is told.
   *
   * @return how many were new
   */
  int keep(String workspace, List<Arrival> arrivals);

  /** Those of the runs that somebody asked for, whether they are done or not. */
  Set<RunKey> requested(String workspace, Collection<RunKey> runs);

  /**
   * Results of a target, latest due first.
   *
   * @param after continue behind this run; null for the first page
   */
  List<StoredResult> list(
      String workspace, UUID target, ResultFilter filter, @Nullable RunKey after, int limit);
}
