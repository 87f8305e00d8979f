package dev.modmedic.history.web;

import dev.modmedic.history.BurstRule;
import dev.modmedic.history.InsightQuery;
import dev.modmedic.history.InsightStore;
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

  @Get("/causes")
  CauseInsightsView causes(HttpRequest<?> request) {
    InsightQuery query = InsightParameters.causes(request.getParameters(), clock.instant());
    return CauseInsightsView.of(query, rule, store.causes(WORKSPACE, query, rule));
  }

  @Get("/unknown")
  UnknownView unknown(HttpRequest<?> request) {
    InsightQuery query = InsightParameters.unknown(request.getParameters(), clock.instant());
    return UnknownView.of(
        query, store.unknown(WORKSPACE, query.since(), query.until(), query.limit()));
  }
}
