package dev.modmedic.history.web;

import dev.modmedic.history.InsightQuery;
import dev.modmedic.history.InsightQuery.Bucket;
import dev.modmedic.problem.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the queries of insights; without times the last seven days are meant. */
final class InsightParameters {
  private static final Duration USUAL = Duration.ofDays(7);
  private static final Duration LONGEST = Duration.ofDays(400);

  /** An hour is a column of a chart: more of them than this, and the answer helps nobody. */
  private static final Duration LONGEST_BY_HOUR = Duration.ofDays(31);

  private InsightParameters() {}

  static InsightQuery causes(Query parameters, Instant now) {
    Bucket bucket = bucket(parameters.text("bucket"));
    return query(parameters, now, ListQuery.words(parameters, "project"), bucket);
  }

  static InsightQuery unknown(Query parameters, Instant now) {
    return query(parameters, now, null, Bucket.DAY);
  }

  private static InsightQuery query(
      Query parameters, Instant now, @Nullable String project, Bucket bucket) {
    Instant until = Objects.requireNonNullElse(parameters.instant("until"), now);
    Instant since = Objects.requireNonNullElse(parameters.instant("since"), until.minus(USUAL));
    if (!since.isBefore(until)) {
      throw Query.invalid("since", "must be before until");
    }
    Duration longest = bucket == Bucket.HOUR ? LONGEST_BY_HOUR : LONGEST;
    if (Duration.between(since, until).compareTo(longest) > 0) {
      throw Query.invalid(
          "since", "must be at most %d days before until".formatted(longest.toDays()));
    }
    return new InsightQuery(
        since.truncatedTo(ChronoUnit.MICROS), micros(until), project, bucket, parameters.limit());
  }

  /** Rounded up, or a moment just above {@code since} would fall on it. */
  private static Instant micros(Instant until) {
    Instant cut = until.truncatedTo(ChronoUnit.MICROS);
    return cut.equals(until) ? cut : cut.plus(1, ChronoUnit.MICROS);
  }

  private static Bucket bucket(@Nullable String name) {
    return switch (Objects.requireNonNullElse(name, "day")) {
      case "hour" -> Bucket.HOUR;
      case "day" -> Bucket.DAY;
      default -> throw Query.invalid("bucket", "must be hour or day");
    };
  }
}
