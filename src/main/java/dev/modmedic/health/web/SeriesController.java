package dev.modmedic.health.web;

import dev.modmedic.health.HealthStore;
import dev.modmedic.health.HealthStore.SeriesQuery;
import dev.modmedic.health.Resolution;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.problem.Query;
import dev.modmedic.problem.Takes;
import dev.modmedic.region.Region;
import dev.modmedic.region.RegionStore;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Figures of a target over time. */
@Controller("/v1/targets/{id}/series")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SeriesController {
  /** Seven kinds in twelve regions over the longest time fit. */
  private static final int MOST = 60_000;

  private final HealthStore store;
  private final RegionStore regions;
  private final Clock clock;

  SeriesController(HealthStore store, RegionStore regions, Clock clock) {
    this.store = store;
    this.regions = regions;
    this.clock = clock;
  }

  @Takes({"resolution", "region", "kind", "since", "until"})
  @Get
  SeriesView series(String id, HttpRequest<?> request) {
    Query parameters = Query.of(request);
    SeriesQuery query = query(parameters, WatchedTarget.byId(store, id));
    return SeriesView.of(query, store.series(Region.WORKSPACE, query));
  }

  private SeriesQuery query(Query parameters, UUID target) {
    Resolution resolution = resolution(parameters.text("resolution"));
    @Nullable Instant until = parameters.instant("until");
    @Nullable Instant since = parameters.instant("since");
    Instant end = until == null ? clock.instant() : until;
    Instant begin = since == null ? end.minus(usual(resolution)) : since;
    if (!begin.isBefore(end)) {
      throw Query.invalid("since", "must be before until");
    }
    if (Duration.between(begin, end).compareTo(longest(resolution)) > 0) {
      throw Query.invalid(
          "since",
          "must be at most %d days before until at this resolution"
              .formatted(longest(resolution).toDays()));
    }
    @Nullable String region =
        RegionName.of(parameters, regions, gone -> WatchedTarget.wasSeenFrom(store, target, gone));
    return new SeriesQuery(target, resolution, region, kind(parameters), begin, end, MOST);
  }

  private static Resolution resolution(@Nullable String text) {
    return Resolution.of(text == null ? Resolution.HOUR.word() : text)
        .orElseThrow(() -> Query.invalid("resolution", "must be 5m, 1h or 1d"));
  }

  private static @Nullable String kind(Query parameters) {
    @Nullable String kind = parameters.text("kind");
    if (kind != null && ProbeKind.of(kind).isEmpty()) {
      throw Query.invalid("kind", "must be a kind of probe such as http");
    }
    return kind;
  }

  /** About a hundred points. */
  private static Duration usual(Resolution resolution) {
    return switch (resolution) {
      case FIVE_MINUTES -> Duration.ofHours(8);
      case HOUR -> Duration.ofDays(4);
      case DAY -> Duration.ofDays(90);
    };
  }

  private static Duration longest(Resolution resolution) {
    return switch (resolution) {
      case FIVE_MINUTES -> Duration.ofDays(2);
      case HOUR -> Duration.ofDays(28);
      case DAY -> Duration.ofDays(400);
    };
  }
}
