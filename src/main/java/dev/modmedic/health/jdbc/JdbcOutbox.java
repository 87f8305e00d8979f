package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Transactions;
import dev.modmedic.health.Delivery;
import dev.modmedic.health.Outbox;
import dev.modmedic.health.Webhook;
import dev.modmedic.history.StoreUnavailable;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The outbox in PostgreSQL. */
@Singleton
@Requires(beans = DataSource.class)
final class JdbcOutbox implements Outbox {
  private static final String TAKE =
      """
      with due as (
        select d.workspace, d.id
        from alert_delivery d
        join webhook w on w.workspace = d.workspace and w.id = d.webhook_id
        where d.state = 'pending' and d.next_at <= ? and w.enabled
        order by d.next_at, d.id
        limit ?
        for update of d skip locked)
      update alert_delivery d
      set attempts = d.attempts + 1, next_at = ?
      from due, webhook w
      where d.workspace = due.workspace and d.id = due.id
        and w.workspace = d.workspace and w.id = d.webhook_id
      returning
      """
          + WebhookRow.DELIVERY
          + ", "
          + WebhookRow.WEBHOOK;

  private static final String SETTLE =
      """
      update alert_delivery
      set state = ?, reason = ?, http_status = ?, next_at = ?, ended_at = ?
      where workspace = ? and id = ? and state = 'pending' and attempts = ?
      """;

  private static final String DISABLE =
      """
      update webhook
      set enabled = false, disabled_reason = ?, updated_at = ?, version = version + 1
      where workspace = ? and id = ? and enabled
      """;

  private static final String END =
      """
      update alert_delivery
      set state = 'dead', reason = ?, ended_at = ?
      where workspace = ? and webhook_id = ? and state = 'pending'
      """;

  private static final String GIVE_UP =
      """
      update alert_delivery
      set state = 'dead', reason = ? || coalesce(': ' || reason, ''), ended_at = ?
      where state = 'pending' and created_at <= ? and next_at <= ?
      """;

  private static final String FORGET_SECRETS =
      """
      update webhook
      set previous_secret = null, previous_until = null, version = version + 1
      where previous_until <= ?
      """;

  private static final String ERASE =
      """
      delete from alert_delivery
      where (workspace, id) in (
        select workspace, id from alert_delivery
        where state <> 'pending' and ended_at < ?
        order by ended_at
        limit 1000)
      """;

  private final Transactions transactions;

  JdbcOutbox(DataSource dataSource) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
  }

  @Override
  public int announce(int limit, Instant now, Maker maker) {
    return transactions.runDurably(connection -> new Announcing(connection, now).run(limit, maker));
  }

  @Override
  public List<Taken> take(int limit, Instant now, Duration lease) {
    return transactions.run(connection -> {
      try (Binding take = Binding.of(connection, TAKE)) {
        return take.with(now)
            .with(limit)
            .with(now.plus(lease))
            .rows(row -> new Taken(WebhookRow.delivery(row), WebhookRow.webhook(row)));
      }
    });
  }

  @Override
  public boolean settle(Delivery settled) {
    return transactions.runDurably(connection -> settle(connection, settled));
  }

  private static boolean settle(Connection connection, Delivery settled) throws SQLException {
    try (Binding settle = Binding.of(connection, SETTLE)) {
      return settle
              .with(settled.state().word())
              .with(settled.reason())
              .with(settled.status())
              .with(settled.nextAt())
              .with(settled.endedAt())
              .with(settled.workspace())
              .with(settled.id())
              .with(settled.attempts())
              .update()
          == 1;
    }
  }

  @Override
  public void disable(Webhook webhook, Delivery last, Instant now) {
    @Nullable String reason = last.reason();
    transactions.runDurably(connection -> {
      settle(connection, last);
      try (Binding disable = Binding.of(connection, DISABLE);
          Binding end = Binding.of(connection, END)) {
        disable.with(reason).with(now).with(webhook.workspace()).with(webhook.id()).update();
        return end.with(reason).with(now).with(webhook.workspace()).with(webhook.id()).update();
      }
    });
  }

  @Override
  public int giveUp(Instant made, String reason, Instant now) {
    return transactions.run(connection -> {
      try (Binding end = Binding.of(connection, GIVE_UP)) {
        return end.with(reason).with(now).with(made).with(now).update();
      }
    });
  }

  @Override
  public int forgetSecrets(Instant now) {
    return transactions.run(connection -> {
      try (Binding forget = Binding.of(connection, FORGET_SECRETS)) {
        return forget.with(now).update();
      }
    });
  }

  @Override
  public int erase(Instant endedBefore) {
    return transactions.run(connection -> {
      try (Binding erase = Binding.of(connection, ERASE)) {
        return erase.with(endedBefore).update();
      }
    });
  }
}
