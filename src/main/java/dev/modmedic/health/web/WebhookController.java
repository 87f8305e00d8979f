package dev.modmedic.health.web;

import dev.modmedic.access.EgressPolicy;
import dev.modmedic.evidence.Language;
import dev.modmedic.health.AnnouncementFilter;
import dev.modmedic.health.Delivery;
import dev.modmedic.health.MessageWriter;
import dev.modmedic.health.Secrets;
import dev.modmedic.health.Webhook;
import dev.modmedic.health.WebhookStore;
import dev.modmedic.problem.EntityTag;
import dev.modmedic.problem.IdempotencyKey;
import dev.modmedic.problem.JsonFields;
import dev.modmedic.problem.PageCursor;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import dev.modmedic.problem.Query;
import dev.modmedic.problem.Takes;
import dev.modmedic.region.Region;
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
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who is told of changes by HTTP. */
@Controller(value = WebhookController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class WebhookController {
  static final String PATH = "/v1/webhooks";
  private static final String OBJECT = "must be an object with a url";

  private final WebhookStore store;
  private final MessageWriter writer;
  private final WebhookReader reader;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final SecureRandom random = new SecureRandom();

  WebhookController(
      WebhookStore store,
      MessageWriter writer,
      EgressPolicy policy,
      RegionStore regions,
      WatchStore targets,
      Clock clock,
      Supplier<UUID> ids) {
    this.store = store;
    this.writer = writer;
    this.reader = new WebhookReader(policy, regions, targets);
    this.clock = clock;
    this.ids = ids;
  }

  @Post
  HttpResponse<WebhookView> add(HttpRequest<byte[]> request) {
    @Nullable RequestKey key = IdempotencyKey.of(request);
    WebhookBody body = reader.read(JsonFields.of(request, OBJECT), true);
    Instant now = clock.instant();
    Webhook webhook =
        new Webhook(
            Region.WORKSPACE,
            ids.get(),
            Objects.requireNonNull(body.url()),
            Objects.requireNonNullElse(body.format(), Webhook.Format.MODMEDIC),
            Objects.requireNonNullElse(body.language(), Language.EN),
            Secrets.of(Secrets.random(random)),
            body.filter(AnnouncementFilter.ALL),
            !Boolean.FALSE.equals(body.enabled()),
            null,
            now,
            now,
            1);
    Made<Webhook> made = store.add(webhook, key);
    MutableHttpResponse<WebhookView> response =
        made.repeated()
            ? IdempotencyKey.replayed(HttpResponse.ok(WebhookView.of(made.value())))
            : HttpResponse.created(WebhookView.made(made.value()));
    return tagged(response, made.value())
        .header(HttpHeaders.LOCATION, PATH + "/" + made.value().id())
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  @Takes({"cursor", "limit"})
  @Get
  WebhookView.PageView list(HttpRequest<?> request) {
    Query parameters = Query.of(request);
    @Nullable UUID before = PageCursor.id(parameters.text("cursor"), PATH);
    int limit = parameters.limit();
    List<Webhook> found = store.list(Region.WORKSPACE, before, limit + 1);
    List<Webhook> page = found.subList(0, Math.min(limit, found.size()));
    return new WebhookView.PageView(
        page.stream().map(WebhookView::of).toList(),
        found.size() > limit ? PageCursor.write(page.getLast().id(), PATH) : null);
  }

  @Get("/{id}")
  HttpResponse<WebhookView> show(String id) {
    return shown(webhook(id));
  }

  private static HttpResponse<WebhookView> shown(Webhook webhook) {
    return tagged(HttpResponse.ok(WebhookView.of(webhook)), webhook);
  }

  private static MutableHttpResponse<WebhookView> tagged(
      MutableHttpResponse<WebhookView> response, Webhook webhook) {
    return response.header(HttpHeaders.ETAG, EntityTag.of(webhook.version()));
  }

  @Patch("/{id}")
  HttpResponse<WebhookView> change(HttpRequest<byte[]> request, String id) {
    UUID webhook = Query.pathId(id, ProblemType.UNKNOWN_WEBHOOK);
    @Nullable Long version = EntityTag.ifMatch(request);
    WebhookBody body = reader.read(JsonFields.of(request, "must be an object"), false);
    return shown(
        done(
            store.change(
                Region.WORKSPACE, webhook, version, old -> body.change(old, clock.instant()))));
  }

  @Delete("/{id}")
  HttpResponse<?> remove(HttpRequest<?> request, String id) {
    UUID webhook = Query.pathId(id, ProblemType.UNKNOWN_WEBHOOK);
    done(store.remove(Region.WORKSPACE, webhook, EntityTag.ifMatch(request)));
    return HttpResponse.noContent();
  }

  private static Webhook done(WebhookStore.Outcome outcome) {
    return switch (outcome) {
      case WebhookStore.Outcome.Done(Webhook webhook) -> webhook;
      case WebhookStore.Outcome.Unknown() -> throw unknown();
      case WebhookStore.Outcome.Outdated(long version) -> throw EntityTag.outdated(version);
    };
  }

  @Post("/{id}/test")
  HttpResponse<WebhookView.DeliveryView> test(HttpRequest<byte[]> request, String id) {
    @Nullable RequestKey key = IdempotencyKey.of(request);
    Webhook webhook = webhook(id);
    if (!webhook.enabled()) {
      throw new ProblemException(
          ProblemType.WEBHOOK_DISABLED, ProblemType.WEBHOOK_DISABLED.advice());
    }
    UUID delivery = ids.get();
    Instant now = clock.instant();
    Made<Delivery> made =
        store.addTest(
            Delivery.test(webhook, delivery, writer.test(webhook, delivery, now), now), key);
    MutableHttpResponse<WebhookView.DeliveryView> response =
        made.repeated() ? IdempotencyKey.replayed(HttpResponse.ok()) : HttpResponse.accepted();
    return response
        .body(WebhookView.DeliveryView.of(made.value()))
        .header(HttpHeaders.LOCATION, PATH + "/" + webhook.id() + "/deliveries");
  }

  @Takes({"cursor", "limit", "state"})
  @Get("/{id}/deliveries")
  WebhookView.DeliveryPageView deliveries(HttpRequest<?> request, String id) {
    Query parameters = Query.of(request);
    Webhook webhook = webhook(id);
    Delivery.@Nullable State state = state(parameters.text("state"));
    String list = "%s/%s/deliveries %s".formatted(PATH, webhook.id(), state);
    @Nullable UUID before = PageCursor.id(parameters.text("cursor"), list);
    int limit = parameters.limit();
    List<Delivery> found =
        store.deliveries(webhook.workspace(), webhook.id(), state, before, limit + 1);
    List<Delivery> page = found.subList(0, Math.min(limit, found.size()));
    return new WebhookView.DeliveryPageView(
        page.stream().map(WebhookView.DeliveryView::of).toList(),
        found.size() > limit ? PageCursor.write(page.getLast().id(), list) : null);
  }

  private static Delivery.@Nullable State state(@Nullable String word) {
    return word == null
        ? null
        : Delivery.State.of(word)
            .orElseThrow(
                () -> Query.invalid("state", "must be pending, delivered, dead or suppressed"));
  }

  private Webhook webhook(String id) {
    return store
        .find(Region.WORKSPACE, Query.pathId(id, ProblemType.UNKNOWN_WEBHOOK))
        .orElseThrow(WebhookController::unknown);
  }

  private static ProblemException unknown() {
    return ProblemException.unknown(ProblemType.UNKNOWN_WEBHOOK);
  }
}
