package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Columns;
import dev.modmedic.health.HealthRules;
import dev.modmedic.health.Judge;
import dev.modmedic.health.Transition;
import dev.modmedic.health.Vantage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells once that a region fell silent, however many targets are watched from there. */
record Vantages(Connection connection, HealthRules rules, Judge judge) {
  /** A check that was missed while others were still heard says nothing about the region. */
  private static final String HEARD =
      """
      with last as (
        select a.workspace, a.region, a.interval_ms, h.last_due,
          max(h.last_due) over (partition by a.workspace, a.region) as heard
        from assignment a
        join health_check h on h.workspace = a.workspace and h.assignment_id = a.id
        where a.ended_at is null and h.last_due is not null
      )
      select l.workspace, l.region, l.heard, min(l.interval_ms) as interval_ms,
        coalesce(v.silent, false) as silent, v.since, coalesce(v.told, false) as told
      from last l
      left join health_vantage v on v.workspace = l.workspace and v.region = l.region
      where l.last_due + greatest(l.interval_ms * ?, ?) * interval '1 millisecond' >= l.heard
      group by l.workspace, l.region, l.heard, v.silent, v.since, v.told
      order by l.workspace, l.region
      """;

  private static final String SAVE =
      """
      insert into health_vantage (workspace, region, silent, since, told)
      values (?, ?, ?, ?, ?)
      on conflict (workspace, region) do update set
        silent = excluded.silent, since = excluded.since, told = excluded.told
      """;

  /** Writes which regions are silent now; gives them all, by workspace and name. */
  Map<String, Map<String, Vantage>> settle(Instant now) throws SQLException {
    Map<String, Map<String, Vantage>> vantages = new HashMap<>();
    for (Heard heard : heard()) {
      vantages
          .computeIfAbsent(heard.workspace(), any -> new HashMap<>())
          .put(heard.region(), settle(heard, now));
    }
    return vantages;
  }

  private Vantage settle(Heard heard, Instant now) throws SQLException {
    Vantage was = heard.vantage();
    boolean silent = judge.silent(was.heard(), heard.interval(), now);
    boolean changed = silent != was.silent();
    if (!changed && silent == heard.told()) {
      return was;
    }
    boolean excused = excused(heard, now);
    boolean tell = silent != heard.told() && !excused;
    Instant at = changed || was.since() == null ? now : was.since();
    Vantage vantage = new Vantage(was.heard(), silent, at);
    if (changed || tell) {
      save(heard, vantage, tell ? silent : heard.told());
      Duration lasted = changed && was.since() != null ? Duration.between(was.since(), now) : null;
      boolean marked = changed && excused;
      Transition transition =
          judge.vantage(heard.region(), silent, at, lasted, marked, !tell && !marked, now);
      new TransitionWriter(connection, heard.workspace()).write(List.of(transition));
    }
    return vantage;
  }

  private boolean excused(Heard heard, Instant now) throws SQLException {
    return new MaintenanceReader(connection, heard.workspace())
        .of(null, now, now)
        .covers(heard.region(), now);
  }

  private void save(Heard heard, Vantage vantage, boolean told) throws SQLException {
    try (Binding save = Binding.of(connection, SAVE)) {
      save.with(heard.workspace()).with(heard.region()).with(vantage.silent());
      save.with(vantage.since()).with(told).update();
    }
  }

  private List<Heard> heard() throws SQLException {
    List<Heard> heard = new ArrayList<>();
    try (Binding select = Binding.of(connection, HEARD)) {
      select.with(rules.staleIntervals()).with(rules.staleFloor().toMillis());
      try (ResultSet row = select.query()) {
        while (row.next()) {
          heard.add(
              new Heard(
                  row.getString("workspace"),
                  row.getString("region"),
                  Duration.ofMillis(row.getLong("interval_ms")),
                  new Vantage(
                      Columns.instant(row, "heard"),
                      row.getBoolean("silent"),
                      Columns.instantOrNull(row, "since")),
                  row.getBoolean("told")));
        }
      }
    }
    return heard;
  }

  private record Heard(
      String workspace, String region, Duration interval, Vantage vantage, boolean told) {}
}
