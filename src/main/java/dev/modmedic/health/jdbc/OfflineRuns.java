package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Keeps how many runs in a row came to nothing because the vantage itself had no way out. */
record OfflineRuns(Connection connection, String workspace) {
  /** What was counted before is not counted again when the same stretch is read anew. */
  private static final String COUNT =
      """
      with fresh as (
        select r.workspace, r.assignment_id, r.target_id, r.region, r.kind, r.due, r.outcome,
          r.cause, r.message,
          max(r.due) filter (where r.outcome <> 'offline') over () as counted,
          h.last_due as known
        from probe_result r
        left join health_offline h
          on h.workspace = r.workspace and h.assignment_id = r.assignment_id
        where r.workspace = ? and r.assignment_id = ? and r.due >= ? and r.outcome <> 'missed')
      insert into health_offline as o (
        workspace, assignment_id, target_id, region, kind, since, last_due, runs, cause, message)
      select workspace, assignment_id, target_id, region, kind, min(due), max(due), count(*),
        (array_agg(cause order by due desc))[1], (array_agg(message order by due desc))[1]
      from fresh
      where outcome = 'offline' and (counted is null or due > counted)
        and (known is null or due > known)
      group by workspace, assignment_id, target_id, region, kind
      on conflict (workspace, assignment_id) do update set
        last_due = excluded.last_due, runs = o.runs + excluded.runs, cause = excluded.cause,
        message = excluded.message
      """;

  /** Runs before the one that counts were in a row with none that follow. */
  private static final String FORGET =
      """
      delete from health_offline o
      where o.workspace = ? and o.assignment_id = ? and exists (
        select from probe_result r
        where r.workspace = o.workspace and r.assignment_id = o.assignment_id
          and r.due >= greatest(?, o.last_due)
          and r.outcome in ('passed', 'degraded', 'failed'))
      """;

  /**
   * Takes new results in.
   *
   * @param since of the new results, by assignment
   */
  void count(Map<UUID, Instant> since) throws SQLException {
    batch(FORGET, since);
    batch(COUNT, since);
  }

  private void batch(String sql, Map<UUID, Instant> since) throws SQLException {
    try (Binding change = Binding.of(connection, sql)) {
      for (Map.Entry<UUID, Instant> entry : new TreeMap<>(since).entrySet()) {
        change.with(workspace).with(entry.getKey()).with(entry.getValue()).addBatch();
      }
      change.executeBatch();
    }
  }
}
