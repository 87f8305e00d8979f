package dev.modmedic.history;

import dev.modmedic.diagnosis.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What failed, how often, and where it failed for many at once.
 *
 * @param diagnoses how many there were, whatever their verdict
 * @param causes most frequent first
 * @param bursts newest first
 */
public record CauseInsights(
    long diagnoses, Map<Verdict, Long> verdicts, List<CauseCount> causes, List<Burst> bursts) {
  public CauseInsights {
    verdicts = Map.copyOf(verdicts);
    causes = List.copyOf(causes);
    bursts = List.copyOf(bursts);
  }

  /** How often a cause came first; {@code buckets} without any are left out. */
  public record CauseCount(
      String code, long count, double meanConfidence, List<BucketCount> buckets) {
    public CauseCount {
      buckets = List.copyOf(buckets);
    }
  }

  /** How often within a stretch of time that starts {@code at}. */
  public record BucketCount(Instant at, long count) {}

  /**
   * Many failures at one host by one cause.
   *
   * @param since where the window starts
   * @param sources distinct pairs of project and client
   * @param usual mean number of sources in the windows before
   */
  public record Burst(
      String code,
      String host,
      Instant since,
      long count,
      long sources,
      long projects,
      long clients,
      double usual) {}
}
