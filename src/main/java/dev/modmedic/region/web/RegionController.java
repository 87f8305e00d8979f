package dev.modmedic.region.web;

import static dev.modmedic.region.Region.WORKSPACE;

import dev.modmedic.problem.IdempotencyKey;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import dev.modmedic.problem.Surrogates;
import dev.modmedic.region.HostRule;
import dev.modmedic.region.Region;
import dev.modmedic.region.RegionStore;
import dev.modmedic.region.RegionStore.Status;
import dev.modmedic.request.RequestKey;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where probes run from. */
@Controller(value = RegionController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RegionController {
  static final String PATH = "/v1/regions";

  private final RegionStore store;
  private final HostRule hosts;
  private final Clock clock;

  RegionController(RegionStore store, HostRule hosts, Clock clock) {
    this.store = store;
    this.hosts = hosts;
    this.clock = clock;
  }

  /** All of them. */
  @Serdeable
  record ListView(List<RegionView> items) {}

  /**
   * One region.
   *
   * @param agents whose tokens are good
   * @param activeAgent the one that probes now
   */
  @Serdeable
  record RegionView(
      String name,
      String kind,
      String title,
      @Nullable String via,
      @Nullable String egress,
      String createdAt,
      int agents,
      @Nullable String activeAgent,
      @Nullable String lastSeenAt) {
    static RegionView of(Status status) {
      Region region = status.region();
      @Nullable UUID active = status.activeAgent();
      @Nullable Instant seen = status.lastSeenAt();
      return new RegionView(
          region.name(),
          region.kind().word(),
          region.title(),
          region.via(),
          region.egress() == null ? null : region.egress().toString(),
          status.createdAt().toString(),
          status.agents(),
          active == null ? null : active.toString(),
          seen == null ? null : seen.toString());
    }
  }

  @Get
  ListView list() {
    return new ListView(
        store.statuses(WORKSPACE, clock.instant()).stream().map(RegionView::of).toList());
  }

  @Post
  HttpResponse<RegionView> create(HttpRequest<byte[]> request) {
    @Nullable RequestKey key = IdempotencyKey.of(request);
    Region region = RegionFields.read(request, hosts);
    Instant now = clock.instant();
    return switch (store.create(WORKSPACE, region, now, key)) {
      case KEPT ->
          HttpResponse.created(RegionView.of(new Status(region, now, 0, null, null)))
              .header(HttpHeaders.LOCATION, PATH);
      case REPEATED ->
          IdempotencyKey.replayed(HttpResponse.ok(RegionView.of(present(region.name(), now))))
              .header(HttpHeaders.LOCATION, PATH);
      case NAME_TAKEN ->
          throw ProblemException.at(ProblemType.NAME_TAKEN, "/name", "is that of another region");
      case VIA_UNFIT ->
          throw ProblemException.at(
              ProblemType.INVALID_FIELD, "/via", "must be a region that is no egress itself");
    };
  }

  private Status present(String name, Instant now) {
    return store.statuses(WORKSPACE, now).stream()
        .filter(status -> status.region().name().equals(name))
        .findFirst()
        .orElseThrow(() -> ProblemException.unknown(ProblemType.UNKNOWN_REGION));
  }

  @Delete("/{name}")
  HttpResponse<?> delete(String name) {
    return switch (store.delete(WORKSPACE, Surrogates.storable(name))) {
      case DELETED -> HttpResponse.noContent();
      case UNKNOWN -> throw ProblemException.unknown(ProblemType.UNKNOWN_REGION);
      case BUILT_IN -> throw inUse("The region local is built in.");
      case HAS_TARGETS -> throw inUse("Targets are probed from this region.");
      case HAS_AGENTS -> throw inUse("Agents probe for this region.");
      case HAS_EGRESSES -> throw inUse("Other regions go via this region.");
    };
  }

  private static ProblemException inUse(String why) {
    return new ProblemException(ProblemType.REGION_IN_USE, why);
  }
}
