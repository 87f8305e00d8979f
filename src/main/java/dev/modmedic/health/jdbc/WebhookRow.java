package dev.modmedic.health.jdbc;

import static dev.modmedic.database.Columns.instant;
import static dev.modmedic.database.Columns.instantOrNull;
import static dev.modmedic.database.Columns.texts;
import static dev.modmedic.database.Columns.uuid;
import static dev.modmedic.database.Columns.uuids;

import dev.modmedic.database.Binding;
import dev.modmedic.evidence.Language;
import dev.modmedic.health.AnnouncementFilter;
import dev.modmedic.health.Delivery;
import dev.modmedic.health.Secrets;
import dev.modmedic.health.Webhook;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;

/** How webhooks and their deliveries stand in their tables. */
final class WebhookRow {
  /** Prefixed, so that both can stand in one row. */
  static final String WEBHOOK =
      """
      w.workspace as w_workspace, w.id as w_id, w.url, w.format, w.language, w.secret,
      w.previous_secret, w.previous_until, w.targets,
      w.regions, w.states, w.enabled, w.disabled_reason, w.created_at as w_created_at, w.updated_at, w.version
      """;

  static final String DELIVERY =
      """
      d.workspace, d.id, d.webhook_id, d.transition_id, d.event, d.body, d.state, d.reason,
      d.attempts, d.http_status, d.created_at, d.next_at, d.ended_at
      """;

  static final String INSERT_DELIVERY =
      """
      insert into alert_delivery (workspace, id, webhook_id, transition_id, event, body, state,
        reason, attempts, http_status, created_at, next_at, ended_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (workspace, webhook_id, transition_id) do nothing
      """;

  private WebhookRow() {}

  static Webhook webhook(ResultSet row) throws SQLException {
    return new Webhook(
        row.getString("w_workspace"),
        uuid(row, "w_id"),
        URI.create(row.getString("url")),
        Webhook.Format.of(row.getString("format")).orElseThrow(),
        row.getString("language").equals(Language.ZH.tag()) ? Language.ZH : Language.EN,
        new Secrets(
            row.getString("secret"),
            row.getString("previous_secret"),
            instantOrNull(row, "previous_until")),
        new AnnouncementFilter(
            Set.copyOf(uuids(row, "targets")),
            Set.copyOf(texts(row, "regions")),
            Set.copyOf(texts(row, "states"))),
        row.getBoolean("enabled"),
        row.getString("disabled_reason"),
        instant(row, "w_created_at"),
        instant(row, "updated_at"),
        row.getLong("version"));
  }

  static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        row.getString("workspace"),
        uuid(row, "id"),
        uuid(row, "webhook_id"),
        row.getObject("transition_id", UUID.class),
        row.getString("event"),
        row.getString("body"),
        Delivery.State.of(row.getString("state")).orElseThrow(),
        row.getString("reason"),
        row.getInt("attempts"),
        row.getObject("http_status", Integer.class),
        instant(row, "created_at"),
        instant(row, "next_at"),
        instantOrNull(row, "ended_at"));
  }

  static Binding bind(Binding insert, Delivery delivery) throws SQLException {
    return insert
        .with(delivery.workspace())
        .with(delivery.id())
        .with(delivery.webhook())
        .with(delivery.transition())
        .with(delivery.event())
        .with(delivery.body())
        .with(delivery.state().word())
        .with(delivery.reason())
        .with(delivery.attempts())
        .with(delivery.status())
        .with(delivery.createdAt())
        .with(delivery.nextAt())
        .with(delivery.endedAt());
  }
}
