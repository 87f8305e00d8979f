package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.health.Run;
import dev.modmedic.health.TargetHealth;
import dev.modmedic.health.TargetHealth.Check;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the results of one target that its health has not counted yet. */
record NewRuns(Connection connection, String workspace) {
  /** There is more than one judgement reads; the rest comes next. */
  private static final String AGAIN =
      "insert into result_backlog (workspace, assignment_id, since) values (?, ?, ?)";

  /**
   * What is new of these assignments and of the others in their regions, so that all of it is taken
   * in the order in which it was due; only as far as all of them were read.
   */
  Map<UUID, List<Run>> of(TargetHealth before, Set<UUID> assignments) throws SQLException {
    Set<String> regions =
        before.checks().entrySet().stream()
            .filter(check -> assignments.contains(check.getKey()))
            .map(check -> check.getValue().region())
            .collect(Collectors.toSet());
    RunReader reader = new RunReader(connection, workspace);
    Map<UUID, List<Run>> runs = new HashMap<>();
    for (Map.Entry<UUID, Check> check : before.checks().entrySet()) {
      @Nullable Instant last = check.getValue().health().lastDue();
      // What never counted has no bound to read from, and comes with an entry of its own.
      boolean other = regions.contains(check.getValue().region()) && last != null;
      if (other || assignments.contains(check.getKey())) {
        runs.put(check.getKey(), reader.behind(check.getKey(), last));
      }
    }
    Optional<Instant> horizon =
        runs.values().stream()
            .filter(read -> read.size() == RunReader.LIMIT)
            .map(read -> read.getLast().due())
            .min(Instant::compareTo);
    if (horizon.isPresent()) {
      again(runs.keySet(), horizon.get());
      runs.replaceAll((assignment, read) ->
          read.stream().filter(run -> !run.due().isAfter(horizon.get())).toList());
    }
    return runs;
  }

  private void again(Set<UUID> assignments, Instant since) throws SQLException {
    try (Binding insert = Binding.of(connection, AGAIN)) {
      for (UUID assignment : assignments) {
        insert.with(workspace).with(assignment).with(since).addBatch();
      }
      insert.executeBatch();
    }
  }
}
