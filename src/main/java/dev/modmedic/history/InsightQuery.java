package dev.modmedic.history;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which diagnoses to count, and how.
 *
 * @param since created at or after
 * @param until created before
 * @param project of this project only; null means of any
 * @param limit most causes, and most bursts
 */
public record InsightQuery(
    Instant since, Instant until, @Nullable String project, Bucket bucket, int limit) {
  /** How long a stretch of time one count covers, in UTC. */
  public enum Bucket {
    HOUR,
    DAY
  }

  public InsightQuery {
    Objects.requireNonNull(bucket, "bucket");
    if (!since.isBefore(until)) {
      throw new IllegalArgumentException("nothing lies between " + since + " and " + until);
    }
  }
}
