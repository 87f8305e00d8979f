package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Columns;
import dev.modmedic.health.Cell;
import dev.modmedic.health.CheckHealth;
import dev.modmedic.health.CheckHealth.Streaks;
import dev.modmedic.health.State;
import dev.modmedic.health.TargetHealth;
import dev.modmedic.health.TargetHealth.Check;
import dev.modmedic.health.TargetHealth.RegionHealth;
import dev.modmedic.health.TargetState;
import dev.modmedic.health.Trouble;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what is remembered of a target, after locking it. */
record HealthLoader(Connection connection, String workspace) {
  /** In one order everywhere, so that no two wait for each other. */
  private static final String CREATE =
      """
      insert into health_target (workspace, target_id, state, since)
      select ?, t.id, 'unknown', ?
      from unnest(?) t(id)
      order by t.id
      on conflict (workspace, target_id) do nothing
      """;

  private static final String LOCK =
      """
      select target_id, state, since, told
      from health_target
      where workspace = ? and target_id = any(?)
      order by target_id
      for update
      """;

  /** Checks of assignments that ended are no longer part of how the target is. */
  private static final String CHECKS =
      """
      select a.id, a.region, a.kind, a.interval_ms, a.created_at,
        h.state, h.since, h.last_due, h.failures, h.successes, h.passed, h.degraded, h.changes,
        h.last_known, h.last_cause, h.last_message, h.last_source, h.last_failure_at
      from assignment a
      left join health_check h on h.workspace = a.workspace and h.assignment_id = a.id
      where a.workspace = ? and a.target_id = ? and a.ended_at is null
      order by a.id
      """;

  private static final String REGIONS =
      """
      select region, state, since, cause, message, source, last_known, told
      from health_region
      where workspace = ? and target_id = ?
      order by region
      """;

  /** Locks these targets until the transaction ends. */
  void lock(Collection<UUID> targets, Instant now) throws SQLException {
    try (Binding create = Binding.of(connection, CREATE)) {
      create.with(workspace).with(now).ids(targets).update();
    }
    try (Binding lock = Binding.of(connection, LOCK)) {
      lock.with(workspace).ids(targets).query().close();
    }
  }

  /** A target that was locked before. */
  TargetHealth load(UUID target) throws SQLException {
    try (Binding select = Binding.of(connection, LOCK)) {
      try (ResultSet row = select.with(workspace).ids(List.of(target)).query()) {
        row.next();
        return new TargetHealth(
            target,
            checks(target),
            regions(target),
            TargetState.of(row.getString("state")),
            Columns.instant(row, "since"),
            TargetState.of(row.getString("told")));
      }
    }
  }

  private Map<UUID, Check> checks(UUID target) throws SQLException {
    Map<UUID, Check> checks = new HashMap<>();
    try (Binding select = Binding.of(connection, CHECKS)) {
      try (ResultSet row = select.with(workspace).with(target).query()) {
        while (row.next()) {
          checks.put(
              Columns.uuid(row, "id"),
              new Check(
                  row.getString("region"),
                  row.getString("kind"),
                  Duration.ofMillis(row.getLong("interval_ms")),
                  health(row)));
        }
      }
    }
    return checks;
  }

  private static CheckHealth health(ResultSet row) throws SQLException {
    @Nullable String state = row.getString("state");
    if (state == null) {
      return CheckHealth.unknown(Columns.instant(row, "created_at"));
    }
    return new CheckHealth(
        State.of(state),
        Columns.instant(row, "since"),
        Columns.instantOrNull(row, "last_due"),
        new Streaks(
            row.getInt("failures"),
            row.getInt("successes"),
            row.getInt("passed"),
            row.getInt("degraded")),
        Stream.of((Timestamp[]) row.getArray("changes").getArray())
            .map(Timestamp::toInstant)
            .toList(),
        State.of(row.getString("last_known")),
        new Trouble(
            row.getString("last_cause"),
            row.getString("last_message"),
            row.getString("last_source")),
        Columns.instantOrNull(row, "last_failure_at"));
  }

  private Map<String, RegionHealth> regions(UUID target) throws SQLException {
    Map<String, RegionHealth> regions = new HashMap<>();
    try (Binding select = Binding.of(connection, REGIONS)) {
      try (ResultSet row = select.with(workspace).with(target).query()) {
        while (row.next()) {
          regions.put(row.getString("region"), region(row));
        }
      }
    }
    return regions;
  }

  private static RegionHealth region(ResultSet row) throws SQLException {
    return new RegionHealth(
        new Cell(
            State.of(row.getString("state")),
            State.of(row.getString("last_known")),
            new Trouble(row.getString("cause"), row.getString("message"), row.getString("source"))),
        Columns.instant(row, "since"),
        State.of(row.getString("told")));
  }
}
