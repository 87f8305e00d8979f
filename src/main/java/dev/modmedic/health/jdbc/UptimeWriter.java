package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Columns;
import dev.modmedic.health.Maintenance;
import dev.modmedic.health.Uptime;
import dev.modmedic.health.Uptime.Change;
import dev.modmedic.health.Window;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes how long one target was up in one window, as a whole and from each region. */
record UptimeWriter(Connection connection, String workspace, UUID target, Window window) {
  /** In the order of recording: what was recorded later is right. */
  private static final String CHANGES =
      """
      select coalesce(region, '') as region, at, from_state, to_state
      from health_transition
      where workspace = ? and target_id = ? and at >= ?
      order by id
      """;

  private static final String STATES =
      """
      select region, state from health_region where workspace = ? and target_id = ?
      union all
      select '', coalesce(
        (select state from health_target where workspace = ? and target_id = ?), 'unknown')
      """;

  private static final String CLEAR =
      "delete from health_uptime where workspace = ? and \"window\" = ? and target_id = ?";

  private static final String INSERT =
      """
      insert into health_uptime (
        workspace, "window", target_id, region, computed_at, known_ms, down_ms)
      values (?, ?, ?, ?, ?, ?, ?)
      """;

  void write(Instant now) throws SQLException {
    Instant from = window.start(now);
    Map<String, List<Change>> changes = changes(from);
    Maintenance maintenance = new MaintenanceReader(connection, workspace).of(target, from, now);
    Map<String, String> states = states();
    try (Binding clear = Binding.of(connection, CLEAR)) {
      clear.with(workspace).with(window.word()).with(target).update();
    }
    try (Binding insert = Binding.of(connection, INSERT)) {
      for (Map.Entry<String, String> state : states.entrySet()) {
        String region = state.getKey();
        Uptime uptime =
            Uptime.of(
                changes.getOrDefault(region, List.of()),
                state.getValue(),
                from,
                now,
                maintenance.in(region.isEmpty() ? null : region));
        insert.with(workspace).with(window.word()).with(target).with(region).with(now);
        insert.with(uptime.known().toMillis()).with(uptime.down().toMillis()).addBatch();
      }
      insert.executeBatch();
    }
  }

  private Map<String, List<Change>> changes(Instant from) throws SQLException {
    Map<String, List<Change>> changes = new HashMap<>();
    try (Binding select = Binding.of(connection, CHANGES)) {
      try (ResultSet row = select.with(workspace).with(target).with(from).query()) {
        while (row.next()) {
          changes
              .computeIfAbsent(row.getString("region"), any -> new ArrayList<>())
              .add(
                  new Change(
                      Columns.instant(row, "at"),
                      row.getString("from_state"),
                      row.getString("to_state")));
        }
      }
    }
    return changes;
  }

  private Map<String, String> states() throws SQLException {
    Map<String, String> states = new HashMap<>();
    try (Binding select = Binding.of(connection, STATES)) {
      select.with(workspace).with(target).with(workspace).with(target);
      try (ResultSet row = select.query()) {
        while (row.next()) {
          states.put(row.getString("region"), row.getString("state"));
        }
      }
    }
    return states;
  }
}
