package dev.modmedic.health.jdbc;

import static dev.modmedic.database.Columns.instant;
import static dev.modmedic.database.Columns.texts;
import static dev.modmedic.database.Columns.uuid;

import dev.modmedic.health.Announcement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/** How a transition stands in its table. */
final class AnnouncementRow {
  static final String COLUMNS =
      """
      t.workspace, t.id, t.target_id, t.region, g.name as target_name,
      t.from_state, t.to_state, t.at, t.recorded_at, t.lasted_ms, t.cause, t.message,
      t.failure_source, t.regions, t.late, t.in_maintenance
      """;

  private AnnouncementRow() {}

  static Announcement read(ResultSet row, long position) throws SQLException {
    Long lasted = row.getObject("lasted_ms", Long.class);
    return new Announcement(
        position,
        row.getString("workspace"),
        uuid(row, "id"),
        row.getObject("target_id", UUID.class),
        row.getString("target_name"),
        row.getString("region"),
        row.getString("from_state"),
        row.getString("to_state"),
        instant(row, "at"),
        instant(row, "recorded_at"),
        lasted == null ? null : Duration.ofMillis(lasted),
        row.getString("cause"),
        row.getString("message"),
        row.getString("failure_source"),
        texts(row, "regions"),
        row.getBoolean("late"),
        row.getBoolean("in_maintenance"));
  }
}
