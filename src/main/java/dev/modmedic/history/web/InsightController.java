package dev.modmedic.history.web;

import dev.modmedic.history.BurstRule;
import dev.modmedic.history.InsightQuery;
import dev.modmedic.history.InsightStore;
import dev.modmedic.problem.Query;
import dev.modmedic.problem.Takes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;

/** What many diagnoses tell together. */
@Controller("/v1/insights")
@ExecuteOn(TaskExecutors.BLOCKING)
final class InsightController {
  private static final String WORKSPACE = "default";

  private final InsightStore store;
  private final BurstRule rule;
  private final Clock clock;

  InsightController(InsightStore store, BurstRule rule, Clock clock) {
    this.store = store;
    this.rule = rule;
    this.clock = clock;
  }

  @Takes({"since", "until", "project", "bucket", "limit"})
  @Get("/causes")
  CauseInsightsView causes(HttpRequest<?> request) {
    InsightQuery query = InsightParameters.causes(Query.of(request), clock.instant());
    return CauseInsightsView.of(query, rule, store.causes(WORKSPACE, query, rule));
  }

  @Takes({"since", "until", "limit"})
  @Get("/unknown")
  UnknownView unknown(HttpRequest<?> request) {
    InsightQuery query = InsightParameters.unknown(Query.of(request), clock.instant());
    return UnknownView.of(
        query, store.unknown(WORKSPACE, query.since(), query.until(), query.limit()));
  }
}
