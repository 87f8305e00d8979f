package dev.modmedic.history;

import java.time.Instant;
import java.util.List;

/**
 * Counts what was kept; a diagnosis that was revised since is not counted.
 *
 * <p>Every method throws {@link StoreUnavailable} when the database cannot be reached within a few
 * seconds.
 */
public interface InsightStore {
  CauseInsights causes(String workspace, InsightQuery query, BurstRule rule);

  /** Undiagnosed failures grouped by fingerprint, the most frequent first. */
  List<UnknownGroup> unknown(String workspace, Instant since, Instant until, int limit);
}
