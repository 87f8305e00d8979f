package dev.modmedic.health.web;

import dev.modmedic.health.MaintenanceCalendar;
import dev.modmedic.health.MaintenanceCalendar.Added;
import dev.modmedic.health.PlannedMaintenance;
import dev.modmedic.problem.IdempotencyKey;
import dev.modmedic.problem.JsonFields;
import dev.modmedic.problem.PageCursor;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import dev.modmedic.problem.Query;
import dev.modmedic.problem.Takes;
import dev.modmedic.region.Region;
import dev.modmedic.region.RegionNames;
import dev.modmedic.region.RegionStore;
import dev.modmedic.region.WatchStore;
import dev.modmedic.request.Made;
import dev.modmedic.request.RequestKey;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** When failures are expected. */
@Controller(value = MaintenanceController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class MaintenanceController {
  static final String PATH = "/v1/maintenance";

  /** A longer one is a target that should be paused. */
  private static final Duration LONGEST = Duration.ofDays(90);

  private static final String NO_TARGET = "is not the id of a target; GET /v1/targets lists them";
  private static final Set<String> FIELDS =
      Set.of("target", "region", "startsAt", "endsAt", "note");
  private static final String OBJECT = "must be an object with startsAt and endsAt";

  private final MaintenanceCalendar calendar;
  private final WatchStore targets;
  private final RegionStore regions;
  private final Clock clock;
  private final Supplier<UUID> ids;

  MaintenanceController(
      MaintenanceCalendar calendar,
      WatchStore targets,
      RegionStore regions,
      Clock clock,
      Supplier<UUID> ids) {
    this.calendar = calendar;
    this.targets = targets;
    this.regions = regions;
    this.clock = clock;
    this.ids = ids;
  }

  @Post
  HttpResponse<MaintenanceView> add(HttpRequest<byte[]> request) {
    @Nullable RequestKey key = IdempotencyKey.of(request);
    JsonFields fields = JsonFields.of(request, OBJECT);
    return switch (calendar.add(window(fields), key)) {
      case Added.Done(Made<PlannedMaintenance> made) -> made(made);
      case Added.UnknownTarget() ->
          throw ProblemException.at(ProblemType.INVALID_FIELD, "/target", NO_TARGET);
      case Added.UnknownRegion() ->
          throw ProblemException.at(ProblemType.INVALID_FIELD, "/region", "was just removed");
    };
  }

  private static HttpResponse<MaintenanceView> made(Made<PlannedMaintenance> made) {
    MaintenanceView view = MaintenanceView.of(made.value());
    MutableHttpResponse<MaintenanceView> response =
        made.repeated()
            ? IdempotencyKey.replayed(HttpResponse.ok(view))
            : HttpResponse.created(view);
    return response.header(HttpHeaders.LOCATION, PATH + "/" + made.value().id());
  }

  private PlannedMaintenance window(JsonFields fields) {
    fields.only(FIELDS);
    @Nullable String target = fields.text("target");
    @Nullable UUID id = target == null ? null : Query.uuid(target).orElse(null);
    if (target != null && (id == null || isMissing(id))) {
      fields.flaw("target", NO_TARGET);
    }
    @Nullable String region = fields.text("region");
    if (region != null) {
      RegionNames.of(regions, Region.WORKSPACE)
          .flaw(region)
          .ifPresent(flaw -> fields.flaw("region", flaw));
    }
    @Nullable Instant startsAt = time(fields, "startsAt");
    @Nullable Instant endsAt = time(fields, "endsAt");
    if (startsAt != null && endsAt != null) {
      check(fields, startsAt, endsAt);
    }
    String note = Objects.requireNonNullElse(fields.words("note"), "");
    fields.check();
    return new PlannedMaintenance(
        Region.WORKSPACE,
        ids.get(),
        id,
        region,
        Objects.requireNonNull(startsAt),
        Objects.requireNonNull(endsAt),
        note,
        clock.instant());
  }

  private boolean isMissing(UUID target) {
    return !targets.missing(Region.WORKSPACE, Set.of(target)).isEmpty();
  }

  /** Null after a complaint. */
  private static @Nullable Instant time(JsonFields fields, String name) {
    if (fields.value(name) == null) {
      fields.flaw(name, "is missing");
    }
    Instant time = fields.instant(name);
    return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
  }

  private void check(JsonFields fields, Instant startsAt, Instant endsAt) {
    if (!startsAt.isBefore(endsAt)) {
      fields.flaw("endsAt", "must be after startsAt");
    } else if (Duration.between(startsAt, endsAt).compareTo(LONGEST) > 0) {
      fields.flaw("endsAt", "must be at most %d days after startsAt".formatted(LONGEST.toDays()));
    } else if (!endsAt.isAfter(clock.instant())) {
      fields.flaw("endsAt", "must be in the future; the past is not changed");
    }
  }

  @Takes({"cursor", "limit", "target", "region", "openAt"})
  @Get
  MaintenanceView.PageView list(HttpRequest<?> request) {
    Query parameters = Query.of(request);
    MaintenanceCalendar.Query query =
        new MaintenanceCalendar.Query(
            Region.WORKSPACE,
            target(parameters),
            RegionName.of(parameters, regions),
            parameters.instant("openAt"));
    PageCursor.@Nullable Place behind =
        PageCursor.place(parameters.text("cursor"), query.toString());
    int limit = parameters.limit();
    List<PlannedMaintenance> found =
        calendar.list(
            query,
            behind == null ? null : new MaintenanceCalendar.Place(behind.at(), behind.id()),
            limit + 1);
    List<PlannedMaintenance> page = found.subList(0, Math.min(limit, found.size()));
    return new MaintenanceView.PageView(
        page.stream().map(MaintenanceView::of).toList(),
        found.size() > limit
            ? PageCursor.write(
                new PageCursor.Place(page.getLast().startsAt(), page.getLast().id()),
                query.toString())
            : null);
  }

  private @Nullable UUID target(Query parameters) {
    @Nullable UUID target = parameters.id("target");
    if (target != null && isMissing(target)) {
      throw Query.invalid("target", NO_TARGET);
    }
    return target;
  }

  @Delete("/{id}")
  HttpResponse<?> remove(String id) {
    if (!calendar.remove(Region.WORKSPACE, Query.pathId(id, ProblemType.UNKNOWN_MAINTENANCE))) {
      throw ProblemException.unknown(ProblemType.UNKNOWN_MAINTENANCE);
    }
    return HttpResponse.noContent();
  }
}
