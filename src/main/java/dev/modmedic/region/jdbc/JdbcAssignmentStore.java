package dev.modmedic.region.jdbc;

import dev.modmedic.database.Columns;
import dev.modmedic.database.Transactions;
import dev.modmedic.history.StoreUnavailable;
import dev.modmedic.probe.Vantage;
import dev.modmedic.region.Assignment;
import dev.modmedic.region.AssignmentStore;
import dev.modmedic.region.Origin;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads assignments from PostgreSQL. */
@Singleton
@Requires(beans = DataSource.class)
final class JdbcAssignmentStore implements AssignmentStore {
  /** Locked in share mode, so that what is read with it belongs to it. */
  private static final String VERSION =
      "select assignments_version from region where workspace = ? and name = ?";

  private static final String SELECT =
      """
      select a.id, a.target_id, a.region, a.kind, a.interval_ms, r.egress_url,
        t.name, t.type, t.url, t.settings
      from assignment a
      join region r on r.workspace = a.workspace and r.name = a.region
      join target t on t.workspace = a.workspace and t.id = a.target_id
      where a.workspace = ?
      """;

  private static final String IN_FORCE =
      SELECT
          + """
          and coalesce(r.via, r.name) = ? and a.ended_at is null
          order by a.id
          """;

  private static final String BY_ID =
      SELECT
          + """
          and a.id = any(?)
          order by a.id
          """;

  private static final String ORIGINS =
      """
      select a.id, a.target_id, a.region, coalesce(r.via, r.name) as prober, a.kind,
        a.interval_ms, a.created_at, a.ended_at
      from assignment a
      join region r on r.workspace = a.workspace and r.name = a.region
      where a.workspace = ? and a.id = any(?)
      order by a.id
      """;

  private final Transactions transactions;

  JdbcAssignmentStore(DataSource dataSource) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
  }

  @Override
  public String version(String workspace, String region) {
    return transactions.run(connection -> version(connection, VERSION, workspace, region));
  }

  private static String version(Connection connection, String sql, String workspace, String region)
      throws SQLException {
    return Statements.first(connection, sql, row -> row.getString(1), workspace, region).orElse("");
  }

  @Override
  public Agenda inForce(String workspace, String region) {
    return transactions.run(connection ->
        new Agenda(
            version(connection, VERSION + " for share", workspace, region),
            Statements.list(
                connection, IN_FORCE, JdbcAssignmentStore::assignment, workspace, region)));
  }

  @Override
  public List<Assignment> find(String workspace, Collection<UUID> assignments) {
    if (assignments.isEmpty()) {
      return List.of();
    }
    return transactions.run(connection ->
        Statements.list(
            connection,
            BY_ID,
            JdbcAssignmentStore::assignment,
            workspace,
            new Statements.Ids(List.copyOf(assignments))));
  }

  @Override
  public List<Origin> origins(String workspace, Set<UUID> assignments) {
    if (assignments.isEmpty()) {
      return List.of();
    }
    return transactions.run(connection ->
        Statements.list(
            connection,
            ORIGINS,
            JdbcAssignmentStore::origin,
            workspace,
            new Statements.Ids(List.copyOf(assignments))));
  }

  /** From the columns of {@code ORIGINS}. */
  static Origin origin(ResultSet row) throws SQLException {
    return new Origin(
        Columns.uuid(row, "id"),
        Columns.uuid(row, "target_id"),
        row.getString("region"),
        row.getString("prober"),
        TargetRow.kind(row.getString("kind")),
        Duration.ofMillis(row.getLong("interval_ms")),
        Columns.instant(row, "created_at"),
        Columns.instantOrNull(row, "ended_at"));
  }

  private static Assignment assignment(ResultSet row) throws SQLException {
    @Nullable String egress = row.getString("egress_url");
    return new Assignment(
        Columns.uuid(row, "id"),
        TargetRow.target(row, "target_id"),
        TargetRow.kind(row.getString("kind")),
        new Vantage(row.getString("region"), egress == null ? null : URI.create(egress)),
        Duration.ofMillis(row.getLong("interval_ms")));
  }
}
