package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Once;
import dev.modmedic.database.Transactions;
import dev.modmedic.health.Delivery;
import dev.modmedic.health.Secrets;
import dev.modmedic.health.Webhook;
import dev.modmedic.health.WebhookStore;
import dev.modmedic.history.StoreUnavailable;
import dev.modmedic.request.Made;
import dev.modmedic.request.RequestKey;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keeps webhooks in PostgreSQL. */
@Singleton
@Requires(beans = DataSource.class)
final class JdbcWebhookStore implements WebhookStore {
  private static final String INSERT =
      """
      insert into webhook (workspace, id, url, format, language, secret, targets, regions, states,
        enabled, disabled_reason, created_at, updated_at, version)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String UPDATE =
      """
      update webhook
      set url = ?, format = ?, language = ?, targets = ?, regions = ?, states = ?, enabled = ?,
        disabled_reason = ?, updated_at = ?, version = ?
      where workspace = ? and id = ?
      """;

  private static final String FIND =
      "select " + WebhookRow.WEBHOOK + "from webhook w where w.workspace = ? and w.id = ?";

  private static final String LIST =
      "select "
          + WebhookRow.WEBHOOK
          + """
          from webhook w
          where w.workspace = ? and (?::uuid is null or w.id < ?)
          order by w.id desc
          limit ?
          """;

  private static final String DELIVERIES =
      "select "
          + WebhookRow.DELIVERY
          + """
          from alert_delivery d
          where d.workspace = ? and d.webhook_id = ? and (?::text is null or d.state = ?)
            and (?::uuid is null or d.id < ?)
          order by d.id desc
          limit ?
          """;

  private static final String FIND_DELIVERY =
      "select " + WebhookRow.DELIVERY + "from alert_delivery d where d.workspace = ? and d.id = ?";

  private static final String RENEW =
      """
      update webhook
      set secret = ?, previous_secret = ?, previous_until = ?, updated_at = ?, version = version + 1
      where workspace = ? and id = ?
      """;

  private static final String REMOVE = "delete from webhook where workspace = ? and id = ?";

  private final Transactions transactions;

  JdbcWebhookStore(DataSource dataSource) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
  }

  @Override
  public Made<Webhook> add(Webhook webhook, @Nullable RequestKey key) {
    String workspace = webhook.workspace();
    return transactions.runDurably(connection ->
        new Once(connection, workspace, key, webhook.createdAt())
            .make(
                id ->
                    find(connection, FIND, workspace, UUID.fromString(id))
                        .map(earlier -> new Made<>(earlier, true)),
                () -> insert(connection, webhook),
                made -> Optional.of(made.value().id().toString())));
  }

  private static Made<Webhook> insert(Connection connection, Webhook webhook) throws SQLException {
    try (Binding insert = Binding.of(connection, INSERT)) {
      insert
          .with(webhook.workspace())
          .with(webhook.id())
          .with(webhook.url().toString())
          .with(webhook.format().word())
          .with(webhook.language().tag())
          .with(webhook.secrets().current())
          .ids(webhook.filter().targets())
          .texts(webhook.filter().regions())
          .texts(webhook.filter().states())
          .with(webhook.enabled())
          .with(webhook.disabledReason())
          .with(webhook.createdAt())
          .with(webhook.updatedAt())
          .with(webhook.version())
          .update();
      return new Made<>(webhook, false);
    }
  }

  @Override
  public Optional<Webhook> find(String workspace, UUID id) {
    return transactions.run(connection -> find(connection, FIND, workspace, id));
  }

  private static Optional<Webhook> find(
      Connection connection, String sql, String workspace, UUID id) throws SQLException {
    try (Binding find = Binding.of(connection, sql)) {
      return find.with(workspace).with(id).rows(WebhookRow::webhook).stream().findFirst();
    }
  }

  @Override
  public List<Webhook> list(String workspace, @Nullable UUID before, int limit) {
    return transactions.run(connection -> {
      try (Binding list = Binding.of(connection, LIST)) {
        return list.with(workspace).with(before).with(before).with(limit).rows(WebhookRow::webhook);
      }
    });
  }

  @Override
  public Outcome change(
      String workspace, UUID id, @Nullable Long version, UnaryOperator<Webhook> change) {
    return transactions.runDurably(connection -> {
      Outcome held = hold(connection, workspace, id, version);
      if (!(held instanceof Outcome.Done(Webhook webhook))) {
        return held;
      }
      Webhook changed = change.apply(webhook);
      if (changed.version() != webhook.version()) {
        update(connection, changed);
      }
      return new Outcome.Done(changed);
    });
  }

  /** Locks it until the end of the transaction. */
  private static Outcome hold(
      Connection connection, String workspace, UUID id, @Nullable Long version)
      throws SQLException {
    Optional<Webhook> found = find(connection, FIND + " for update", workspace, id);
    if (found.isEmpty()) {
      return new Outcome.Unknown();
    }
    return version == null || version == found.get().version()
        ? new Outcome.Done(found.get())
        : new Outcome.Outdated(found.get().version());
  }

  private static void update(Connection connection, Webhook webhook) throws SQLException {
    try (Binding update = Binding.of(connection, UPDATE)) {
      update
          .with(webhook.url().toString())
          .with(webhook.format().word())
          .with(webhook.language().tag())
          .ids(webhook.filter().targets())
          .texts(webhook.filter().regions())
          .texts(webhook.filter().states())
          .with(webhook.enabled())
          .with(webhook.disabledReason())
          .with(webhook.updatedAt())
          .with(webhook.version())
          .with(webhook.workspace())
          .with(webhook.id())
          .update();
    }
  }

  @Override
  public Optional<Made<Webhook>> renew(
      String workspace,
      UUID id,
      UnaryOperator<Secrets> change,
      Instant now,
      @Nullable RequestKey key) {
    return transactions.runDurably(connection ->
        new Once(connection, workspace, key, now)
            .<Optional<Made<Webhook>>>make(
                earlier ->
                    find(connection, FIND, workspace, UUID.fromString(earlier))
                        .map(webhook -> Optional.of(new Made<>(webhook, true))),
                () -> renew(connection, workspace, id, change, now),
                made -> made.map(one -> one.value().id().toString())));
  }

  private static Optional<Made<Webhook>> renew(
      Connection connection, String workspace, UUID id, UnaryOperator<Secrets> change, Instant now)
      throws SQLException {
    Optional<Webhook> found = find(connection, FIND + " for update", workspace, id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Secrets secrets = change.apply(found.get().secrets());
    try (Binding update = Binding.of(connection, RENEW)) {
      update
          .with(secrets.current())
          .text(secrets.previous())
          .time(secrets.previousUntil())
          .with(now)
          .with(workspace)
          .with(id)
          .update();
    }
    return find(connection, FIND, workspace, id).map(webhook -> new Made<>(webhook, false));
  }

  @Override
  public Outcome remove(String workspace, UUID id, @Nullable Long version) {
    return transactions.runDurably(connection -> {
      Outcome held = hold(connection, workspace, id, version);
      if (held instanceof Outcome.Done) {
        try (Binding remove = Binding.of(connection, REMOVE)) {
          remove.with(workspace).with(id).update();
        }
      }
      return held;
    });
  }

  @Override
  public Made<Delivery> addTest(Delivery test, @Nullable RequestKey key) {
    return transactions.runDurably(connection ->
        new Once(connection, test.workspace(), key, test.createdAt())
            .make(
                id ->
                    delivery(connection, test.workspace(), UUID.fromString(id))
                        .map(earlier -> new Made<>(earlier, true)),
                () -> insert(connection, test),
                made -> Optional.of(made.value().id().toString())));
  }

  private static Made<Delivery> insert(Connection connection, Delivery test) throws SQLException {
    try (Binding insert = Binding.of(connection, WebhookRow.INSERT_DELIVERY)) {
      WebhookRow.bind(insert, test).update();
      return new Made<>(test, false);
    }
  }

  private static Optional<Delivery> delivery(Connection connection, String workspace, UUID id)
      throws SQLException {
    try (Binding find = Binding.of(connection, FIND_DELIVERY)) {
      return find.with(workspace).with(id).rows(WebhookRow::delivery).stream().findFirst();
    }
  }

  @Override
  public List<Delivery> deliveries(
      String workspace,
      UUID webhook,
      Delivery.@Nullable State state,
      @Nullable UUID before,
      int limit) {
    @Nullable String word = state == null ? null : state.word();
    return transactions.run(connection -> {
      try (Binding list = Binding.of(connection, DELIVERIES)) {
        return list.with(workspace)
            .with(webhook)
            .with(word)
            .with(word)
            .with(before)
            .with(before)
            .with(limit)
            .rows(WebhookRow::delivery);
      }
    });
  }
}
