package dev.modmedic.health.web;

import dev.modmedic.health.Delivery;
import dev.modmedic.health.Webhook;
import io.micronaut.serde.annotation.Serdeable;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as JSON.
 *
 * @param url shortened, except when it is made
 * @param previousSecretUntil null unless a secret before this one signs as well
 * @param secret null, except when it is made or renewed
 */
@Serdeable
record WebhookView(
    String id,
    String url,
    String format,
    String language,
    List<String> targets,
    List<String> regions,
    List<String> states,
    boolean enabled,
    @Nullable String disabledReason,
    String createdAt,
    String updatedAt,
    @Nullable String previousSecretUntil,
    @Nullable String secret) {
  static WebhookView made(Webhook webhook) {
    return of(webhook, webhook.url().toString(), webhook.secrets().current());
  }

  /** With its new secret, but not with what else may be secret. */
  static WebhookView renewed(Webhook webhook) {
    return of(webhook, shortened(webhook.url()), webhook.secrets().current());
  }

  static WebhookView of(Webhook webhook) {
    return of(webhook, shortened(webhook.url()), null);
  }

  private static WebhookView of(Webhook webhook, String url, @Nullable String secret) {
    @Nullable Instant until = webhook.secrets().previousUntil();
    return new WebhookView(
        webhook.id().toString(),
        url,
        webhook.format().word(),
        webhook.language().tag(),
        webhook.filter().targets().stream().map(UUID::toString).sorted().toList(),
        webhook.filter().regions().stream().sorted().toList(),
        webhook.filter().states().stream().sorted().toList(),
        webhook.enabled(),
        webhook.disabledReason(),
        webhook.createdAt().toString(),
        webhook.updatedAt().toString(),
        until == null ? null : until.toString(),
        secret);
  }

  /** What follows the first element of the path is a key with many receivers. */
  private static String shortened(URI url) {
    String path = url.getRawPath();
    int slash = path.indexOf('/', 1);
    boolean more = slash >= 0 || url.getRawQuery() != null;
    return "%s://%s%s%s"
        .formatted(
            url.getScheme(),
            url.getRawAuthority(),
            slash < 0 ? path : path.substring(0, slash + 1),
            more ? "…" : "");
  }

  /** A page of webhooks, newest first. */
  @Serdeable
  record PageView(List<WebhookView> items, @Nullable String next) {}

  /** What became of one message. */
  @Serdeable
  record DeliveryView(
      String id,
      @Nullable String transition,
      String event,
      String state,
      @Nullable String reason,
      int attempts,
      @Nullable Integer httpStatus,
      String createdAt,
      @Nullable String nextAt,
      @Nullable String endedAt) {
    static DeliveryView of(Delivery delivery) {
      return new DeliveryView(
          delivery.id().toString(),
          delivery.transition() == null ? null : delivery.transition().toString(),
          delivery.event(),
          delivery.state().word(),
          delivery.reason(),
          delivery.attempts(),
          delivery.status(),
          delivery.createdAt().toString(),
          delivery.endedAt() == null ? delivery.nextAt().toString() : null,
          delivery.endedAt() == null ? null : delivery.endedAt().toString());
    }
  }

  /** A page of deliveries, newest first. */
  @Serdeable
  record DeliveryPageView(List<DeliveryView> items, @Nullable String next) {}
}
