package dev.modmedic.region.web;

import static dev.modmedic.region.Region.WORKSPACE;

import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.problem.PageCursor;
import dev.modmedic.problem.Query;
import dev.modmedic.problem.Takes;
import dev.modmedic.region.RegionNames;
import dev.modmedic.region.RegionStore;
import dev.modmedic.region.ResultFilter;
import dev.modmedic.region.ResultStore;
import dev.modmedic.region.RunKey;
import dev.modmedic.region.StoredResult;
import dev.modmedic.region.WatchStore;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What probes of a target found. */
@Controller(TargetController.PATH + "/{id}/results")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ResultController {
  private static final List<String> OUTCOMES =
      Stream.concat(
              Arrays.stream(Outcome.values()).map(Outcome::word), Stream.of(StoredResult.MISSED))
          .toList();

  private final WatchStore targets;
  private final ResultStore results;
  private final RegionStore regions;

  ResultController(WatchStore targets, ResultStore results, RegionStore regions) {
    this.targets = targets;
    this.results = results;
    this.regions = regions;
  }

  @Takes({"region", "kind", "outcome", "assignment", "since", "until", "detail", "cursor", "limit"})
  @Get
  ResultView.PageView list(HttpRequest<?> request, String id) {
    UUID target = TargetController.find(targets, id).id();
    Query parameters = Query.of(request);
    ResultFilter filter = filter(parameters, target);
    int limit = parameters.limit(TargetController.MOST);
    String list = target + " " + filter;
    PageCursor.@Nullable Place behind = PageCursor.place(parameters.text("cursor"), list);
    // One more than asked for tells whether there is another page.
    List<StoredResult> found =
        results.list(
            WORKSPACE,
            target,
            filter,
            behind == null ? null : new RunKey(behind.id(), behind.at()),
            limit + 1);
    List<StoredResult> page = found.subList(0, Math.min(limit, found.size()));
    return new ResultView.PageView(
        page.stream().map(ResultView::of).toList(),
        found.size() > limit ? PageCursor.write(place(page.getLast().key()), list) : null);
  }

  private static PageCursor.Place place(RunKey run) {
    return new PageCursor.Place(run.due(), run.assignment());
  }

  private ResultFilter filter(Query parameters, UUID target) {
    Query.Span span = parameters.span();
    return new ResultFilter(
        region(parameters.text("region"), target),
        parameters.read("kind", ProbeKind::of, "must be a kind of probe"),
        parameters.read(
            "outcome",
            text -> Optional.of(text).filter(OUTCOMES::contains),
            "must be one of " + OUTCOMES),
        parameters.read("assignment", Query::uuid, "must be a UUID"),
        span.since(),
        span.until(),
        parameters.read(
                "detail", text -> Optional.of(text).filter("full"::equals), "may only be full")
            != null);
  }

  /** Also one that is gone, as long as there are results from there. */
  private @Nullable String region(@Nullable String name, UUID target) {
    if (name != null) {
      RegionNames.of(regions, WORKSPACE)
          .flaw(name)
          .filter(flaw -> !hasResults(target, name))
          .ifPresent(flaw -> {
            throw Query.invalid("region", flaw);
          });
    }
    return name;
  }

  private boolean hasResults(UUID target, String region) {
    ResultFilter all = new ResultFilter(region, null, null, null, null, null, false);
    return !results.list(WORKSPACE, target, all, null, 1).isEmpty();
  }
}
