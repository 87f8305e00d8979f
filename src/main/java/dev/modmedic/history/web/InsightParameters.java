package dev.modmedic.history.web;

import static dev.modmedic.history.web.ListQuery.instant;
import static dev.modmedic.history.web.ListQuery.invalid;

import dev.modmedic.history.InsightQuery;
import dev.modmedic.history.InsightQuery.Bucket;
import io.micronaut.http.HttpParameters;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the queries of insights; without times the last seven days are meant. */
final class InsightParameters {
  private static final Duration USUAL = Duration.ofDays(7);
  private static final Duration LONGEST = Duration.ofDays(400);

  /** An hour is a column of a chart: more of them than this, and the answer helps nobody. */
  private static final Duration LONGEST_BY_HOUR = Duration.ofDays(31);

  private InsightParameters() {}

  static InsightQuery causes(HttpParameters parameters, Instant now) {
    only(parameters, Set.of("since", "until", "project", "bucket", "limit"));
    Bucket bucket = bucket(ListQuery.one(parameters, "bucket"));
    return query(parameters, now, ListQuery.words(parameters, "project"), bucket);
  }

  static InsightQuery unknown(HttpParameters parameters, Instant now) {
    only(parameters, Set.of("since", "until", "limit"));
    return query(parameters, now, null, Bucket.DAY);
  }

  private static InsightQuery query(
      HttpParameters parameters, Instant now, @Nullable String project, Bucket bucket) {
    Instant until = Objects.requireNonNullElse(instant(parameters, "until"), now);
    Instant since = Objects.requireNonNullElse(instant(parameters, "since"), until.minus(USUAL));
    if (!since.isBefore(until)) {
      throw invalid("since", "must be before until");
    }
    Duration longest = bucket == Bucket.HOUR ? LONGEST_BY_HOUR : LONGEST;
    if (Duration.between(since, until).compareTo(longest) > 0) {
      throw invalid("since", "must be at most %d days before until".formatted(longest.toDays()));
    }
    return new InsightQuery(
        since.truncatedTo(ChronoUnit.MICROS),
        micros(until),
        project,
        bucket,
        ListQuery.limit(parameters));
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
      default -> throw invalid("bucket", "must be hour or day");
    };
  }

  private static void only(HttpParameters parameters, Set<String> known) {
    parameters
        .names()
        .forEach(name -> {
          if (!known.contains(name)) {
            throw invalid(name, "is not a parameter of this path");
          }
        });
  }
}
