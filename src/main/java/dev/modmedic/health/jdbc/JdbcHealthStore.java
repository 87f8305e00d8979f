package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Columns;
import dev.modmedic.database.Transactions;
import dev.modmedic.health.HealthMatrix;
import dev.modmedic.health.HealthStore;
import dev.modmedic.health.Transition;
import dev.modmedic.health.Trouble;
import dev.modmedic.health.Window;
import dev.modmedic.history.StoreUnavailable;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads states and figures from PostgreSQL. */
@Singleton
@Requires(beans = DataSource.class)
final class JdbcHealthStore implements HealthStore {
  private static final String TARGET =
      """
      select id
      from target
      where workspace = ? and (id::text = lower(?) or name = ?)
      order by (name = ?)
      limit 1
      """;

  private static final String TRANSITIONS =
      """
      select id, target_id, region, from_state, to_state, at, recorded_at, lasted_ms, cause, message,
        failure_source, regions, late, in_maintenance, announced
      from health_transition
      where workspace = ? and target_id = ?
        and (?::text is null or region = ?)
        and (?::timestamptz is null or (at, id) < (?, ?))
      order by at desc, id desc
      limit ?
      """;

  private static final String SERIES =
      """
      select region, kind, bucket, %s
      from %s
      where workspace = ? and target_id = ? and bucket >= ? and bucket < ?
        and (?::text is null or region = ?) and (?::text is null or kind = ?)
      order by region, kind, bucket
      limit ?
      """;

  private final Transactions transactions;
  private final Clock clock;

  JdbcHealthStore(DataSource dataSource, Clock clock) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
    this.clock = clock;
  }

  @Override
  public Optional<UUID> target(String workspace, String idOrName) {
    return transactions.run(connection -> {
      try (Binding select = Binding.of(connection, TARGET)) {
        select.with(workspace).with(idOrName).with(idOrName).with(idOrName);
        try (ResultSet row = select.query()) {
          return row.next() ? Optional.of(Columns.uuid(row, "id")) : Optional.empty();
        }
      }
    });
  }

  @Override
  public HealthMatrix matrix(
      String workspace, Window window, @Nullable UUID target, @Nullable String region) {
    return transactions.run(connection ->
        new MatrixReader(connection, workspace, window, target, region).read(clock.instant()));
  }

  @Override
  public List<Transition> transitions(String workspace, TransitionQuery query) {
    @Nullable Place behind = query.behind();
    return transactions.run(connection -> {
      try (Binding select = Binding.of(connection, TRANSITIONS)) {
        select.with(workspace).with(query.target()).text(query.region()).text(query.region());
        select.time(behind == null ? null : behind.at()).time(behind == null ? null : behind.at());
        select.id(behind == null ? null : behind.id()).with(query.limit());
        List<Transition> transitions = new ArrayList<>();
        try (ResultSet row = select.query()) {
          while (row.next()) {
            transitions.add(transition(row));
          }
        }
        return transitions;
      }
    });
  }

  private static Transition transition(ResultSet row) throws SQLException {
    @Nullable Long lasted = Columns.longOrNull(row, "lasted_ms");
    Array regions = row.getArray("regions");
    return new Transition(
        Columns.uuid(row, "id"),
        Columns.uuid(row, "target_id"),
        row.getString("region"),
        row.getString("from_state"),
        row.getString("to_state"),
        Columns.instant(row, "at"),
        Columns.instant(row, "recorded_at"),
        lasted == null ? null : Duration.ofMillis(lasted),
        new Trouble(
            row.getString("cause"), row.getString("message"), row.getString("failure_source")),
        List.of((String[]) regions.getArray()),
        row.getBoolean("late"),
        row.getBoolean("in_maintenance"),
        row.getBoolean("announced"));
  }

  @Override
  public List<Point> series(String workspace, SeriesQuery query) {
    String sql = SERIES.formatted(Rollup.COLUMNS, RollupTable.name(query.resolution()));
    return transactions.run(connection -> {
      try (Binding select = Binding.of(connection, sql)) {
        select.with(workspace).with(query.target()).with(query.since()).with(query.until());
        select.text(query.region()).text(query.region()).text(query.kind()).text(query.kind());
        select.with(query.limit());
        List<Point> points = new ArrayList<>();
        try (ResultSet row = select.query()) {
          while (row.next()) {
            points.add(point(row));
          }
        }
        return points;
      }
    });
  }

  private static Point point(ResultSet row) throws SQLException {
    Rollup rollup = new Rollup();
    rollup.add(row);
    return new Point(
        row.getString("region"),
        row.getString("kind"),
        Columns.instant(row, "bucket"),
        rollup.figures());
  }
}
