package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Columns;
import dev.modmedic.health.Run;
import dev.modmedic.health.RunOutcome;
import dev.modmedic.health.Trouble;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the results of one assignment that its health has not counted yet. */
record RunReader(Connection connection, String workspace) {
  /** More than a day of one-minute results. */
  static final int LIMIT = 2_000;

  private static final String SELECT =
      """
      select due, outcome, cause, message, failure_source
      from probe_result
      where workspace = ? and assignment_id = ? and due > ?
        and outcome in ('passed', 'degraded', 'failed')
      order by due
      limit ?
      """;

  /** The runs that were due after the last that counted, in order. */
  List<Run> behind(UUID assignment, @Nullable Instant last) throws SQLException {
    List<Run> runs = new ArrayList<>();
    try (Binding select = Binding.of(connection, SELECT)) {
      select.with(workspace).with(assignment);
      select.with(Objects.requireNonNullElse(last, Instant.EPOCH)).with(LIMIT);
      try (ResultSet row = select.query()) {
        while (row.next()) {
          runs.add(
              new Run(
                  Columns.instant(row, "due"),
                  RunOutcome.of(row.getString("outcome")),
                  new Trouble(
                      row.getString("cause"),
                      row.getString("message"),
                      row.getString("failure_source"))));
        }
      }
    }
    return runs;
  }
}
