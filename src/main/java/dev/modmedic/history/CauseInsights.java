package dev.modmedic.history;

import dev.modmedic.diagnosis.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
      String code,
      long count,
      double meanConfidence,
      List<BucketCount> buckets,
      FeedbackCount feedback) {
    public CauseCount {
      buckets = List.copyOf(buckets);
      Objects.requireNonNull(feedback, "feedback");
    }
  }

  /**
   * What users said of a cause, the newest feedback of each diagnosis counted.
   *
   * @param confirmed diagnoses whose first cause it was and that were called right
   * @param rejected those that were called wrong
   * @param remedies the one that worked most often first
   */
  public record FeedbackCount(long confirmed, long rejected, List<RemedyCount> remedies) {
    public static final FeedbackCount NONE = new FeedbackCount(0, 0, List.of());

    public FeedbackCount {
      remedies = List.copyOf(remedies);
    }
  }

  /**
   * How a remedy fared.
   *
   * @param title in English, as the diagnoses gave it
   * @param offered diagnoses with feedback that gave this remedy, at whatever place
   * @param worked those whose feedback says that it helped
   */
  public record RemedyCount(String title, long offered, long worked) {
    public RemedyCount {
      Objects.requireNonNull(title, "title");
      if (worked < 0 || offered < Math.max(1, worked)) {
        throw new IllegalArgumentException(worked + " of " + offered + " worked");
      }
    }

    /** The part that worked, from 0 to 1; feedback that names no remedy counts against it. */
    public double share() {
      return (double) worked / offered;
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
