package dev.modmedic.health.web;

import dev.modmedic.evidence.Language;
import dev.modmedic.health.HealthStore;
import dev.modmedic.health.HealthStore.Place;
import dev.modmedic.health.HealthStore.TransitionQuery;
import dev.modmedic.health.Transition;
import dev.modmedic.knowledge.CurrentKnowledge;
import dev.modmedic.problem.PageCursor;
import dev.modmedic.problem.Query;
import dev.modmedic.problem.Takes;
import dev.modmedic.region.Region;
import dev.modmedic.region.RegionStore;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The changes of a target's states. */
@Controller("/v1/targets/{id}/transitions")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TransitionController {
  private final HealthStore store;
  private final RegionStore regions;
  private final CurrentKnowledge knowledge;

  TransitionController(HealthStore store, RegionStore regions, CurrentKnowledge knowledge) {
    this.store = store;
    this.regions = regions;
    this.knowledge = knowledge;
  }

  @Takes({"region", "cursor", "limit"})
  @Get
  HttpResponse<TransitionPageView> list(String id, HttpRequest<?> request, Language language) {
    Query parameters = Query.of(request);
    UUID target = WatchedTarget.byId(store, id);
    @Nullable String region =
        RegionName.of(parameters, regions, gone -> WatchedTarget.wasSeenFrom(store, target, gone));
    int limit = parameters.limit();
    String list = "transitions %s %s".formatted(target, region);
    PageCursor.@Nullable Place behind = PageCursor.place(parameters.text("cursor"), list);
    List<Transition> found =
        store.transitions(
            Region.WORKSPACE,
            new TransitionQuery(
                target,
                region,
                behind == null ? null : new Place(behind.at(), behind.id()),
                limit + 1));
    List<Transition> page = found.subList(0, Math.min(limit, found.size()));
    @Nullable String next =
        found.size() > limit
            ? PageCursor.write(new PageCursor.Place(page.getLast().at(), page.getLast().id()), list)
            : null;
    return HttpResponse.ok(
            TransitionPageView.of(page, next, new Titles(knowledge.knowledge(), language)))
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
  }
}
