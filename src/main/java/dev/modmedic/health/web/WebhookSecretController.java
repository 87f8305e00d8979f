package dev.modmedic.health.web;

import dev.modmedic.health.Secrets;
import dev.modmedic.health.Webhook;
import dev.modmedic.health.WebhookStore;
import dev.modmedic.problem.EntityTag;
import dev.modmedic.problem.IdempotencyKey;
import dev.modmedic.problem.JsonFields;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import dev.modmedic.problem.Query;
import dev.modmedic.region.Region;
import dev.modmedic.request.Made;
import dev.modmedic.request.RequestKey;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Another secret for a webhook. */
@Controller(value = WebhookController.PATH + "/{id}/secret", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class WebhookSecretController {
  private static final Duration USUAL = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  private final WebhookStore store;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  WebhookSecretController(WebhookStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Post
  HttpResponse<WebhookView> renew(HttpRequest<byte[]> request, String id) {
    UUID webhook = Query.pathId(id, ProblemType.UNKNOWN_WEBHOOK);
    @Nullable RequestKey key = IdempotencyKey.of(request);
    Duration overlap = overlap(request);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    String next = Secrets.random(random);
    Made<Webhook> made =
        store
            .renew(
                Region.WORKSPACE, webhook, secrets -> secrets.renewed(next, now, overlap), now, key)
            .orElseThrow(() -> ProblemException.unknown(ProblemType.UNKNOWN_WEBHOOK));
    MutableHttpResponse<WebhookView> response =
        made.repeated()
            ? IdempotencyKey.replayed(HttpResponse.ok(WebhookView.of(made.value())))
            : HttpResponse.created(WebhookView.renewed(made.value()));
    return response
        .header(HttpHeaders.LOCATION, WebhookController.PATH + "/" + webhook)
        .header(HttpHeaders.ETAG, EntityTag.of(made.value().version()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  /** A day, unless a body says otherwise. */
  private static Duration overlap(HttpRequest<byte[]> request) {
    if (request.getBody().map(body -> body.length).orElse(0) == 0) {
      return USUAL;
    }
    JsonFields fields = JsonFields.of(request, "must be an object");
    fields.only(Set.of("overlap"));
    @Nullable String text = fields.text("overlap");
    Duration overlap = text == null ? USUAL : parsed(text);
    if (overlap.isNegative() || overlap.compareTo(LONGEST) > 0) {
      fields.flaw("overlap", "must be a duration from PT0S to P30D (ISO 8601)");
    }
    fields.check();
    return overlap;
  }

  /** Negative if it is none. */
  private static Duration parsed(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      return Duration.ofSeconds(-1);
    }
  }
}
