package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Columns;
import dev.modmedic.health.Judge;
import dev.modmedic.health.Transition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells once that a region fell silent, however many targets are watched from there. */
record Vantages(Connection connection, Judge judge) {
  private static final String HEARD =
      """
      select a.workspace, a.region, max(h.last_due) as heard, min(a.interval_ms) as interval_ms,
        coalesce(bool_or(v.silent), false) as silent, max(v.since) as since
      from assignment a
      join health_check h on h.workspace = a.workspace and h.assignment_id = a.id
      left join health_vantage v on v.workspace = a.workspace and v.region = a.region
      where a.ended_at is null and h.last_due is not null
      group by a.workspace, a.region
      order by a.workspace, a.region
      """;

  private static final String SAVE =
      """
      insert into health_vantage (workspace, region, silent, since)
      values (?, ?, ?, ?)
      on conflict (workspace, region) do update set
        silent = excluded.silent, since = excluded.since
      """;

  private static final String SILENT =
      "select region from health_vantage where workspace = ? and silent order by region";

  static List<String> silent(Connection connection, String workspace) throws SQLException {
    List<String> silent = new ArrayList<>();
    try (Binding select = Binding.of(connection, SILENT)) {
      try (ResultSet row = select.with(workspace).query()) {
        while (row.next()) {
          silent.add(row.getString("region"));
        }
      }
    }
    return silent;
  }

  /** Writes which regions are silent now; gives how many changed. */
  int settle(Instant now) throws SQLException {
    int changed = 0;
    for (Heard heard : heard()) {
      boolean silent = judge.silent(heard.at(), heard.interval(), now);
      if (silent != heard.silent()) {
        settle(heard, silent, now);
        changed++;
      }
    }
    return changed;
  }

  private void settle(Heard heard, boolean silent, Instant now) throws SQLException {
    try (Binding save = Binding.of(connection, SAVE)) {
      save.with(heard.workspace()).with(heard.region()).with(silent).with(now).update();
    }
    boolean excused =
        new MaintenanceReader(connection, heard.workspace())
            .of(null, now, now)
            .covers(heard.region(), now);
    Transition transition = judge.vantage(heard.region(), silent, heard.since(), excused, now);
    new TransitionWriter(connection, heard.workspace()).write(List.of(transition));
  }

  private List<Heard> heard() throws SQLException {
    List<Heard> heard = new ArrayList<>();
    try (Binding select = Binding.of(connection, HEARD)) {
      try (ResultSet row = select.query()) {
        while (row.next()) {
          heard.add(
              new Heard(
                  row.getString("workspace"),
                  row.getString("region"),
                  Columns.instant(row, "heard"),
                  Duration.ofMillis(row.getLong("interval_ms")),
                  row.getBoolean("silent"),
                  Columns.instantOrNull(row, "since")));
        }
      }
    }
    return heard;
  }

  private record Heard(
      String workspace,
      String region,
      Instant at,
      Duration interval,
      boolean silent,
      @Nullable Instant since) {}
}
