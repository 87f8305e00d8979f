package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Columns;
import dev.modmedic.health.Maintenance;
import dev.modmedic.health.Maintenance.Stretch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads maintenance windows. */
record MaintenanceReader(Connection connection, String workspace) {
  private static final String SELECT =
      """
      select region, starts_at, ends_at
      from maintenance_window
      where workspace = ? and (target_id is null or target_id = ?)
        and ends_at > ? and starts_at <= ?
      order by starts_at, id
      """;

  /**
   * The windows of one target that touch a stretch of time.
   *
   * @param target null for those of every target only
   */
  Maintenance of(@Nullable UUID target, Instant from, Instant until) throws SQLException {
    List<Stretch> stretches = new ArrayList<>();
    try (Binding select = Binding.of(connection, SELECT)) {
      try (ResultSet row = select.with(workspace).id(target).with(from).with(until).query()) {
        while (row.next()) {
          stretches.add(
              new Stretch(
                  row.getString("region"),
                  Columns.instant(row, "starts_at"),
                  Columns.instant(row, "ends_at")));
        }
      }
    }
    return new Maintenance(stretches);
  }
}
