package dev.modmedic.health.jdbc;

import static dev.modmedic.database.Columns.instant;
import static dev.modmedic.database.Columns.uuid;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Once;
import dev.modmedic.database.Transactions;
import dev.modmedic.health.MaintenanceCalendar;
import dev.modmedic.health.PlannedMaintenance;
import dev.modmedic.history.StoreUnavailable;
import dev.modmedic.request.Made;
import dev.modmedic.request.RequestKey;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keeps maintenance windows in PostgreSQL. */
@Singleton
@Requires(beans = DataSource.class)
final class JdbcMaintenanceCalendar implements MaintenanceCalendar {
  /** Locked, so that neither can go before the window is there. */
  private static final String TARGET =
      "select 1 from target where workspace = ? and id = ? for share";

  private static final String REGION =
      "select 1 from region where workspace = ? and name = ? for share";

  private static final String INSERT =
      """
      insert into maintenance_window
        (workspace, id, target_id, region, starts_at, ends_at, note, created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String LIST =
      """
      select workspace, id, target_id, region, starts_at, ends_at, note, created_at
      from maintenance_window
      where workspace = ?
        and (?::uuid is null or target_id is null or target_id = ?)
        and (?::text is null or region is null or region = ?)
        and (?::timestamptz is null or (starts_at <= ? and ends_at > ?))
        and (?::timestamptz is null or (starts_at, id) < (?, ?))
      order by starts_at desc, id desc
      limit ?
      """;

  private static final String FIND =
      """
      select workspace, id, target_id, region, starts_at, ends_at, note, created_at
      from maintenance_window
      where workspace = ? and id = ?
      """;

  private static final String REMOVE =
      "delete from maintenance_window where workspace = ? and id = ?";

  private final Transactions transactions;

  JdbcMaintenanceCalendar(DataSource dataSource) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
  }

  @Override
  public Added add(PlannedMaintenance window, @Nullable RequestKey key) {
    String workspace = window.workspace();
    return transactions.runDurably(connection ->
        new Once(connection, workspace, key, window.createdAt())
            .<Added>make(
                id ->
                    find(connection, workspace, UUID.fromString(id))
                        .map(earlier -> new Added.Done(new Made<>(earlier, true))),
                () -> insert(connection, window),
                made ->
                    made instanceof Added.Done(Made<PlannedMaintenance> done)
                        ? Optional.of(done.value().id().toString())
                        : Optional.empty()));
  }

  private static Optional<PlannedMaintenance> find(Connection connection, String workspace, UUID id)
      throws SQLException {
    try (Binding find = Binding.of(connection, FIND)) {
      return find.with(workspace).with(id).rows(JdbcMaintenanceCalendar::window).stream()
          .findFirst();
    }
  }

  private static Added insert(Connection connection, PlannedMaintenance window)
      throws SQLException {
    UUID target = window.target();
    if (target != null && !exists(connection, TARGET, window.workspace(), target)) {
      return new Added.UnknownTarget();
    }
    String region = window.region();
    if (region != null && !exists(connection, REGION, window.workspace(), region)) {
      return new Added.UnknownRegion();
    }
    try (Binding insert = Binding.of(connection, INSERT)) {
      insert
          .with(window.workspace())
          .with(window.id())
          .with(target)
          .with(region)
          .with(window.startsAt())
          .with(window.endsAt())
          .with(window.note())
          .with(window.createdAt())
          .update();
      return new Added.Done(new Made<>(window, false));
    }
  }

  private static boolean exists(Connection connection, String sql, String workspace, Object key)
      throws SQLException {
    try (Binding select = Binding.of(connection, sql)) {
      return !select.with(workspace).with(key).rows(row -> row.getInt(1)).isEmpty();
    }
  }

  @Override
  public List<PlannedMaintenance> list(Query query, @Nullable Place behind, int limit) {
    @Nullable Instant start = behind == null ? null : behind.startsAt();
    return transactions.run(connection -> {
      try (Binding list = Binding.of(connection, LIST)) {
        return list.with(query.workspace())
            .with(query.target())
            .with(query.target())
            .with(query.region())
            .with(query.region())
            .with(query.openAt())
            .with(query.openAt())
            .with(query.openAt())
            .with(start)
            .with(start)
            .with(behind == null ? null : behind.id())
            .with(limit)
            .rows(JdbcMaintenanceCalendar::window);
      }
    });
  }

  @Override
  public boolean remove(String workspace, UUID id) {
    return transactions.runDurably(connection -> {
      try (Binding remove = Binding.of(connection, REMOVE)) {
        return remove.with(workspace).with(id).update() == 1;
      }
    });
  }

  private static PlannedMaintenance window(ResultSet row) throws SQLException {
    return new PlannedMaintenance(
        row.getString("workspace"),
        uuid(row, "id"),
        row.getObject("target_id", UUID.class),
        row.getString("region"),
        instant(row, "starts_at"),
        instant(row, "ends_at"),
        row.getString("note"),
        instant(row, "created_at"));
  }
}
