package dev.modmedic.region.web;

import static dev.modmedic.region.Region.WORKSPACE;

import dev.modmedic.problem.EntityTag;
import dev.modmedic.problem.IdempotencyKey;
import dev.modmedic.problem.PageCursor;
import dev.modmedic.problem.Problem.Flaw;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import dev.modmedic.problem.Query;
import dev.modmedic.problem.Takes;
import dev.modmedic.region.Catalogue;
import dev.modmedic.region.Order;
import dev.modmedic.region.OrderCheck;
import dev.modmedic.region.Watch;
import dev.modmedic.region.WatchStore;
import dev.modmedic.region.WatchStore.Outcome;
import dev.modmedic.region.Watches;
import dev.modmedic.region.Watches.BadOrder;
import dev.modmedic.request.RequestKey;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is watched. */
@Controller(value = TargetController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TargetController {
  static final String PATH = "/v1/targets";

  /** Most items of a page. */
  static final int MOST = 500;

  private final Watches watches;
  private final WatchStore store;
  private final Catalogue catalogue;

  TargetController(Watches watches, WatchStore store, Catalogue catalogue) {
    this.watches = watches;
    this.store = store;
    this.catalogue = catalogue;
  }

  @Takes({"cursor", "limit"})
  @Get
  TargetView.PageView list(HttpRequest<?> request) {
    Query query = Query.of(request);
    int limit = query.limit(MOST);
    // One more than asked for tells whether there is another page.
    List<Watch> found =
        store.list(WORKSPACE, PageCursor.name(query.text("cursor"), PATH), limit + 1);
    List<Watch> page = found.subList(0, Math.min(limit, found.size()));
    return new TargetView.PageView(
        page.stream().map(TargetView::of).toList(),
        found.size() > limit ? PageCursor.write(page.getLast().target().name(), PATH) : null);
  }

  @Post
  HttpResponse<TargetView> create(HttpRequest<byte[]> request) {
    @Nullable RequestKey key = IdempotencyKey.of(request);
    OrderFields fields = OrderFields.of(request);
    return switch (sensible(
        () -> watches.create(WORKSPACE, fields.create(catalogue, this::flaws), key))) {
      case Outcome.Kept(Watch watch) -> made(HttpResponse.created(TargetView.of(watch)), watch);
      case Outcome.Repeated(Watch watch) ->
          IdempotencyKey.replayed(made(HttpResponse.ok(TargetView.of(watch)), watch));
      case Outcome.Refusal refusal -> throw problem(refusal);
    };
  }

  private static MutableHttpResponse<TargetView> made(
      MutableHttpResponse<TargetView> response, Watch watch) {
    return tagged(response, watch).header(HttpHeaders.LOCATION, PATH + "/" + watch.id());
  }

  @Get("/{id}")
  HttpResponse<TargetView> show(String id) {
    Watch watch = find(store, id);
    return tagged(HttpResponse.ok(TargetView.of(watch)), watch);
  }

  /** The target with an id from a path. */
  static Watch find(WatchStore store, String id) {
    return store
        .find(WORKSPACE, Query.pathId(id, ProblemType.UNKNOWN_TARGET))
        .orElseThrow(() -> ProblemException.unknown(ProblemType.UNKNOWN_TARGET));
  }

  @Patch("/{id}")
  HttpResponse<TargetView> change(HttpRequest<byte[]> request, String id) {
    UUID target = Query.pathId(id, ProblemType.UNKNOWN_TARGET);
    @Nullable Long version = EntityTag.ifMatch(request);
    OrderFields fields = OrderFields.of(request);
    Watch watch =
        kept(
            sensible(() ->
                watches.change(
                    WORKSPACE, target, version, order -> fields.changed(order, this::flaws))));
    return tagged(HttpResponse.ok(TargetView.of(watch)), watch);
  }

  @Delete("/{id}")
  HttpResponse<?> delete(HttpRequest<?> request, String id) {
    UUID target = Query.pathId(id, ProblemType.UNKNOWN_TARGET);
    kept(store.delete(WORKSPACE, target, EntityTag.ifMatch(request)));
    return HttpResponse.noContent();
  }

  private List<OrderCheck.Flaw> flaws(Order order) {
    return watches.flaws(WORKSPACE, order);
  }

  private static MutableHttpResponse<TargetView> tagged(
      MutableHttpResponse<TargetView> response, Watch watch) {
    return response.header(HttpHeaders.ETAG, EntityTag.of(watch.version()));
  }

  private static Watch kept(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Kept(Watch watch) -> watch;
      case Outcome.Repeated(Watch watch) -> watch;
      case Outcome.Refusal refusal -> throw problem(refusal);
    };
  }

  private static Outcome sensible(Supplier<Outcome> action) {
    try {
      return action.get();
    } catch (BadOrder e) {
      List<Flaw> flaws =
          e.flaws().stream().map(flaw -> Flaw.at("/" + flaw.field(), flaw.says())).toList();
      OrderCheck.Flaw first = e.flaws().getFirst();
      throw new ProblemException(
          ProblemType.INVALID_FIELD, "/%s %s.".formatted(first.field(), first.says()), flaws);
    }
  }

  private static ProblemException problem(Outcome.Refusal refusal) {
    return switch (refusal) {
      case Outcome.NameTaken() ->
          ProblemException.at(ProblemType.NAME_TAKEN, "/name", "is that of another target");
      case Outcome.RegionGone() ->
          ProblemException.at(ProblemType.INVALID_FIELD, "/regions", "names a region that is gone");
      case Outcome.Unknown() -> ProblemException.unknown(ProblemType.UNKNOWN_TARGET);
      case Outcome.Outdated(long version) -> EntityTag.outdated(version);
    };
  }
}
