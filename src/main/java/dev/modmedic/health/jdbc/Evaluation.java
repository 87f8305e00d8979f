package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Columns;
import dev.modmedic.database.Transactions;
import dev.modmedic.health.Judge;
import dev.modmedic.health.Judgement;
import dev.modmedic.health.JudgingFailures;
import dev.modmedic.health.Maintenance;
import dev.modmedic.health.Run;
import dev.modmedic.health.TargetHealth;
import dev.modmedic.history.StoreUnavailable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Judges targets that have new results. Any number of replicas may do so at the same time: each
 * takes other entries of the backlog, and a target is locked while it is judged. One that cannot be
 * judged waits for its next result and holds nothing up.
 */
final class Evaluation {
  /** Entries of one transaction; each stands for one assignment. */
  static final int BATCH = 100;

  private static final String TAKE =
      """
      delete from result_backlog b
      using (
        select id
        from result_backlog
        order by id
        limit ?
        for update skip locked
      ) taken
      where b.id = taken.id
      returning b.workspace, b.assignment_id, b.since
      """;

  private static final String TARGETS =
      """
      select id, target_id
      from assignment
      where workspace = ? and id = any(?)
      order by target_id, id
      """;

  private final Transactions transactions;
  private final Judge judge;
  private final Isolation failures;
  private final Clock clock;

  Evaluation(DataSource dataSource, Judge judge, JudgingFailures failures, Clock clock) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
    this.judge = judge;
    this.failures = new Isolation(failures);
    this.clock = clock;
  }

  /** Judges what a part of the backlog is about; gives how many entries there were. */
  int batch() {
    return transactions.run(connection -> {
      Map<String, Map<UUID, Instant>> backlog = new HashMap<>();
      int taken = take(connection, backlog);
      for (Map.Entry<String, Map<UUID, Instant>> entry : backlog.entrySet()) {
        judge(connection, entry.getKey(), entry.getValue());
      }
      return taken;
    });
  }

  private static int take(Connection connection, Map<String, Map<UUID, Instant>> backlog)
      throws SQLException {
    int taken = 0;
    try (Binding take = Binding.of(connection, TAKE)) {
      try (ResultSet row = take.with(BATCH).query()) {
        while (row.next()) {
          backlog
              .computeIfAbsent(row.getString("workspace"), any -> new HashMap<>())
              .merge(
                  Columns.uuid(row, "assignment_id"),
                  Columns.instant(row, "since"),
                  (one, other) -> one.isBefore(other) ? one : other);
          taken++;
        }
      }
    }
    return taken;
  }

  private void judge(Connection connection, String workspace, Map<UUID, Instant> assignments)
      throws SQLException {
    Instant now = clock.instant();
    SortedMap<UUID, Map<UUID, Instant>> targets = byTarget(connection, workspace, assignments);
    new HealthLoader(connection, workspace).lock(targets.keySet(), now);
    for (Map.Entry<UUID, Map<UUID, Instant>> target : targets.entrySet()) {
      failures.run(
          connection,
          target.getKey(),
          () -> judge(connection, workspace, target.getKey(), target.getValue(), now));
    }
  }

  private static SortedMap<UUID, Map<UUID, Instant>> byTarget(
      Connection connection, String workspace, Map<UUID, Instant> assignments) throws SQLException {
    SortedMap<UUID, Map<UUID, Instant>> targets = new TreeMap<>();
    try (Binding select = Binding.of(connection, TARGETS)) {
      try (ResultSet row = select.with(workspace).ids(assignments.keySet()).query()) {
        while (row.next()) {
          UUID assignment = Columns.uuid(row, "id");
          targets
              .computeIfAbsent(Columns.uuid(row, "target_id"), any -> new HashMap<>())
              .put(assignment, Objects.requireNonNull(assignments.get(assignment)));
        }
      }
    }
    return targets;
  }

  private void judge(
      Connection connection,
      String workspace,
      UUID target,
      Map<UUID, Instant> assignments,
      Instant now)
      throws SQLException {
    new RollupMarks(connection, workspace).mark(assignments);
    new SplitViews(connection, workspace).remember(assignments);
    new OfflineRuns(connection, workspace).count(assignments);
    TargetHealth before = new HealthLoader(connection, workspace).load(target);
    judge(connection, workspace, before, assignments, now);
  }

  private void judge(
      Connection connection,
      String workspace,
      TargetHealth before,
      Map<UUID, Instant> assignments,
      Instant now)
      throws SQLException {
    Map<UUID, List<Run>> runs = new NewRuns(connection, workspace).of(before, assignments.keySet());
    Optional<Instant> oldest =
        runs.values().stream().flatMap(List::stream).map(Run::due).min(Instant::compareTo);
    if (oldest.isPresent()) {
      Maintenance maintenance =
          new MaintenanceReader(connection, workspace).of(before.id(), oldest.get(), now);
      Judgement judgement = judge.results(before, runs, maintenance, now);
      new HealthSaver(connection, workspace).save(before, judgement);
    }
  }
}
