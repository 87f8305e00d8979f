package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Marks the figures that new results belong to, to be computed anew. */
record RollupMarks(Connection connection, String workspace) {
  private static final String MARK =
      """
      insert into rollup_mark (workspace, resolution, target_id, region, kind, bucket)
      select distinct r.workspace, '5m', r.target_id, r.region, r.kind,
        date_bin('5 minutes', r.due, 'epoch') as bucket
      from probe_result r
      where r.workspace = ? and r.assignment_id = ? and r.due >= ?
      order by bucket
      on conflict (workspace, resolution, target_id, region, kind, bucket) do nothing
      """;

  /**
   * Marks every bucket since the first new result; those between are few, and computing one again
   * changes nothing.
   *
   * @param since of the new results, by assignment
   */
  void mark(Map<UUID, Instant> since) throws SQLException {
    try (Binding mark = Binding.of(connection, MARK)) {
      for (Map.Entry<UUID, Instant> entry : new TreeMap<>(since).entrySet()) {
        mark.with(workspace).with(entry.getKey()).with(entry.getValue()).addBatch();
      }
      mark.executeBatch();
    }
  }
}
