package dev.modmedic.region.jdbc;

import dev.modmedic.database.Columns;
import dev.modmedic.region.Agent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the table of agents. */
final class AgentRow {
  static final String COLUMNS =
      """
      g.workspace, g.id, g.region, g.name, g.created_at, g.revoked_at, g.last_seen_at,
      g.agent_version, g.online, g.spooled, g.dropped, g.clock_skew_ms
      """;

  private AgentRow() {}

  static Agent of(ResultSet row) throws SQLException {
    return new Agent(
        row.getString("workspace"),
        Columns.uuid(row, "id"),
        row.getString("region"),
        row.getString("name"),
        Columns.instant(row, "created_at"),
        Columns.instantOrNull(row, "revoked_at"),
        report(row));
  }

  private static Agent.@Nullable Report report(ResultSet row) throws SQLException {
    @Nullable Instant seen = Columns.instantOrNull(row, "last_seen_at");
    return seen == null
        ? null
        : new Agent.Report(
            seen,
            row.getString("agent_version"),
            row.getBoolean("online"),
            row.getLong("spooled"),
            row.getLong("dropped"),
            Duration.ofMillis(row.getLong("clock_skew_ms")));
  }
}
