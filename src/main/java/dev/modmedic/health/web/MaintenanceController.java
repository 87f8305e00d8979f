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

  private static final String OBJECT = "must be an object with startsAt and endsAt";

  private final MaintenanceCalendar calendar;
  private final Clock clock;
  private final Supplier<UUID> ids;

  MaintenanceController(MaintenanceCalendar calendar, Clock clock, Supplier<UUID> ids) {
    this.calendar = calendar;
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
          throw ProblemException.at(
              ProblemType.INVALID_FIELD, "/target", "is not the id of a target");
      case Added.UnknownRegion() ->
          throw ProblemException.at(
              ProblemType.INVALID_FIELD, "/region", "is not the name of a region");
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
    @Nullable String target = fields.text("target");
    @Nullable UUID id = target == null ? null : Query.uuid(target).orElse(null);
    if (target != null && id == null) {
      fields.flaw("target", "must be the UUID of a target");
    }
    @Nullable String region = fields.text("region");
    if (region != null && !RegionName.isName(region)) {
      fields.flaw("region", "must be the name of a region");
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
            parameters.id("target"),
            RegionName.of(parameters),
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

  @Delete("/{id}")
  HttpResponse<?> remove(String id) {
    if (!calendar.remove(Region.WORKSPACE, Query.pathId(id))) {
      throw new ProblemException(
          ProblemType.UNKNOWN_MAINTENANCE, ProblemType.UNKNOWN_MAINTENANCE.advice());
    }
    return HttpResponse.noContent();
  }
}
