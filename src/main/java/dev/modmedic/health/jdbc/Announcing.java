package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.health.Announcement;
import dev.modmedic.health.Delivery;
import dev.modmedic.health.Outbox;
import dev.modmedic.health.Webhook;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Announces changes within one transaction. */
final class Announcing {
  /** Held until the commit, so that positions become visible in their order. */
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended('modmedic.health_event', 0))";

  private static final String TAKE =
      "select "
          + AnnouncementRow.COLUMNS
          + """
          from health_transition t
          left join target g on g.workspace = t.workspace and g.id = t.target_id
          where not t.announced
          order by t.id
          limit ?
          for update of t skip locked
          """;

  private static final String MARK =
      "update health_transition set announced = true where workspace = ? and id = ?";

  private static final String PLACE =
      """
      insert into health_event (workspace, position, transition_id, announced_at)
      select ?, coalesce(max(position), 0) + 1, ?, ? from health_event where workspace = ?
      """;

  private static final String WEBHOOKS =
      "select "
          + WebhookRow.WEBHOOK
          + "from webhook w where w.workspace = ? and w.enabled order by w.id";

  /** Wakes whoever streams events, in every replica. */
  private static final String NOTIFY = "select pg_notify('modmedic_events', '{\"kind\":\"told\"}')";

  private final Connection connection;
  private final Instant now;

  Announcing(Connection connection, Instant now) {
    this.connection = connection;
    this.now = now;
  }

  int run(int limit, Outbox.Maker maker) throws SQLException {
    execute(LOCK);
    List<Announcement> taken;
    try (Binding take = Binding.of(connection, TAKE)) {
      taken = take.with(limit).rows(row -> AnnouncementRow.read(row, 0));
    }
    Map<String, List<Announcement>> byWorkspace =
        taken.stream().collect(Collectors.groupingBy(Announcement::workspace));
    for (Map.Entry<String, List<Announcement>> workspace : byWorkspace.entrySet()) {
      List<Webhook> webhooks = webhooks(workspace.getKey());
      for (Announcement announcement : workspace.getValue()) {
        announce(announcement, maker.deliveries(announcement, webhooks));
      }
    }
    if (!taken.isEmpty()) {
      execute(NOTIFY);
    }
    return taken.size();
  }

  private List<Webhook> webhooks(String workspace) throws SQLException {
    try (Binding select = Binding.of(connection, WEBHOOKS)) {
      return select.with(workspace).rows(WebhookRow::webhook);
    }
  }

  private void announce(Announcement announcement, List<Delivery> deliveries) throws SQLException {
    try (Binding mark = Binding.of(connection, MARK);
        Binding place = Binding.of(connection, PLACE)) {
      mark.with(announcement.workspace()).with(announcement.id()).update();
      place
          .with(announcement.workspace())
          .with(announcement.id())
          .with(now)
          .with(announcement.workspace())
          .update();
    }
    for (Delivery delivery : deliveries) {
      try (Binding insert = Binding.of(connection, WebhookRow.INSERT_DELIVERY)) {
        WebhookRow.bind(insert, delivery).update();
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Binding statement = Binding.of(connection, sql)) {
      statement.execute();
    }
  }
}
