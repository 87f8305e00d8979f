package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.health.Cell;
import dev.modmedic.health.CheckHealth;
import dev.modmedic.health.Judgement;
import dev.modmedic.health.TargetHealth;
import dev.modmedic.health.TargetHealth.Check;
import dev.modmedic.health.TargetHealth.RegionHealth;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** Writes what a judgement changed. */
record HealthSaver(Connection connection, String workspace) {
  private static final String CHECK =
      """
      insert into health_check (
        workspace, assignment_id, target_id, region, kind, state, since, last_due, failures,
        successes, passed, degraded, changes, last_known, last_cause, last_message, last_source,
        last_failure_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (workspace, assignment_id) do update set
        state = excluded.state, since = excluded.since, last_due = excluded.last_due,
        failures = excluded.failures, successes = excluded.successes, passed = excluded.passed,
        degraded = excluded.degraded, changes = excluded.changes,
        last_known = excluded.last_known, last_cause = excluded.last_cause,
        last_message = excluded.last_message, last_source = excluded.last_source,
        last_failure_at = excluded.last_failure_at
      """;

  private static final String REGION =
      """
      insert into health_region (
        workspace, target_id, region, state, since, cause, message, source, last_known,
        told)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (workspace, target_id, region) do update set
        state = excluded.state, since = excluded.since, cause = excluded.cause,
        message = excluded.message, source = excluded.source, last_known = excluded.last_known,
        told = excluded.told
      """;

  private static final String TARGET =
      """
      update health_target
      set state = ?, since = ?, told = ?
      where workspace = ? and target_id = ?
      """;

  void save(TargetHealth before, Judgement judgement) throws SQLException {
    TargetHealth after = judgement.after();
    saveChecks(before, after);
    saveRegions(before, after);
    boolean changed =
        !after.since().equals(before.since())
            || after.state() != before.state()
            || after.told() != before.told();
    if (changed) {
      try (Binding update = Binding.of(connection, TARGET)) {
        update.with(after.state().word()).with(after.since()).with(after.told().word());
        update.with(workspace).with(after.id()).update();
      }
    }
    new TransitionWriter(connection, workspace).write(judgement.transitions());
  }

  private void saveChecks(TargetHealth before, TargetHealth after) throws SQLException {
    try (Binding upsert = Binding.of(connection, CHECK)) {
      for (Map.Entry<UUID, Check> entry : after.checks().entrySet()) {
        if (!entry.getValue().equals(before.checks().get(entry.getKey()))) {
          bind(upsert, after.id(), entry.getKey(), entry.getValue());
          upsert.addBatch();
        }
      }
      upsert.executeBatch();
    }
  }

  private void bind(Binding upsert, UUID target, UUID assignment, Check check) throws SQLException {
    CheckHealth health = check.health();
    upsert.with(workspace).with(assignment).with(target).with(check.region()).with(check.kind());
    upsert.with(health.state().word()).with(health.since()).time(health.lastDue());
    upsert.with(health.streaks().failed()).with(health.streaks().worked());
    upsert.with(health.streaks().passed()).with(health.streaks().degraded());
    upsert.times(health.changes()).with(health.lastKnown().word());
    upsert.text(health.trouble().cause()).text(health.trouble().message());
    upsert.text(health.trouble().source()).time(health.troubleAt());
  }

  private void saveRegions(TargetHealth before, TargetHealth after) throws SQLException {
    try (Binding upsert = Binding.of(connection, REGION)) {
      for (Map.Entry<String, RegionHealth> entry : after.regions().entrySet()) {
        RegionHealth region = entry.getValue();
        if (!region.equals(before.regions().get(entry.getKey()))) {
          Cell cell = region.cell();
          upsert.with(workspace).with(after.id()).with(entry.getKey());
          upsert.with(cell.state().word()).with(region.since());
          upsert.text(cell.trouble().cause()).text(cell.trouble().message());
          upsert.text(cell.trouble().source()).with(cell.lastKnown().word());
          upsert.with(region.told().word());
          upsert.addBatch();
        }
      }
      upsert.executeBatch();
    }
  }
}
