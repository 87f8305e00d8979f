package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Columns;
import dev.modmedic.database.Transactions;
import dev.modmedic.health.HealthRules;
import dev.modmedic.health.Judge;
import dev.modmedic.health.Judgement;
import dev.modmedic.health.JudgingFailures;
import dev.modmedic.health.Maintenance;
import dev.modmedic.health.TargetHealth;
import dev.modmedic.health.Vantage;
import dev.modmedic.history.StoreUnavailable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Finds what fell silent, forgets what is no longer watched, and tells what people did not hear
 * when it happened.
 */
final class Sweep {
  /**
   * Checks to become stale, and checks whose assignment has ended; then states that differ from
   * what people heard, of regions, of targets, and of checks that are silent while their region is
   * not.
   */
  private static final String TARGETS =
      """
      select h.workspace, h.target_id
      from health_check h
      left join assignment a
        on a.workspace = h.workspace and a.id = h.assignment_id and a.ended_at is null
      where a.id is null
        or (h.state <> 'stale'
          and h.last_due + greatest(a.interval_ms * ?, ?) * interval '1 millisecond' < ?)
      union
      select workspace, target_id
      from health_region
      where state in ('up', 'degraded', 'down', 'flapping') and told <> state
        and not (state = 'up' and told = 'unknown')
      union
      select workspace, target_id
      from health_target
      where state <> 'unknown' and told <> state and not (state = 'up' and told = 'unknown')
      union
      select r.workspace, r.target_id
      from health_region r
      where r.state = 'stale' and r.told <> 'stale' and not exists (
        select from health_vantage v
        where v.workspace = r.workspace and v.region = r.region and v.silent)
      order by workspace, target_id
      """;

  private static final String FORGET =
      """
      delete from health_check h
      where h.workspace = ? and h.target_id = ? and not exists (
        select from assignment a
        where a.workspace = h.workspace and a.id = h.assignment_id and a.ended_at is null)
      """;

  /** What is remembered of targets that were deleted; their transitions stay. */
  private static final List<String> GONE =
      List.of("health_check", "health_region", "health_target", "health_summary", "health_uptime")
          .stream()
          .map(table ->
              """
              delete from %s h
              where not exists (
                select from target t where t.workspace = h.workspace and t.id = h.target_id)
              """
                  .formatted(table))
          .toList();

  private final Transactions transactions;
  private final HealthRules rules;
  private final Judge judge;
  private final Isolation failures;
  private final Clock clock;

  Sweep(
      DataSource dataSource,
      HealthRules rules,
      Judge judge,
      JudgingFailures failures,
      Clock clock) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
    this.rules = rules;
    this.judge = judge;
    this.failures = new Isolation(failures);
    this.clock = clock;
  }

  void run() {
    Instant now = clock.instant();
    Map<String, Map<String, Vantage>> vantages =
        transactions.run(connection -> {
          for (String sql : GONE) {
            try (Binding delete = Binding.of(connection, sql)) {
              delete.update();
            }
          }
          return new Vantages(connection, rules, judge).settle(now);
        });
    for (String workspace : transactions.run(Sweep::workspaces)) {
      transactions.run(connection -> new SplitViews(connection, workspace).tell(judge, now));
    }
    for (Subject subject : transactions.run(connection -> subjects(connection, now))) {
      transactions.run(connection ->
          failures.run(
              connection,
              subject.target(),
              () ->
                  judge(
                      connection,
                      subject,
                      vantages.getOrDefault(subject.workspace(), Map.of()),
                      now)));
    }
  }

  private static List<String> workspaces(Connection connection) throws SQLException {
    List<String> workspaces = new ArrayList<>();
    try (Binding select = Binding.of(connection, "select id from workspace order by id")) {
      try (ResultSet row = select.query()) {
        while (row.next()) {
          workspaces.add(row.getString("id"));
        }
      }
    }
    return workspaces;
  }

  private List<Subject> subjects(Connection connection, Instant now) throws SQLException {
    List<Subject> subjects = new ArrayList<>();
    try (Binding select = Binding.of(connection, TARGETS)) {
      select.with(rules.staleIntervals()).with(rules.staleFloor().toMillis()).with(now);
      try (ResultSet row = select.query()) {
        while (row.next()) {
          subjects.add(new Subject(row.getString("workspace"), Columns.uuid(row, "target_id")));
        }
      }
    }
    return subjects;
  }

  private void judge(
      Connection connection, Subject subject, Map<String, Vantage> vantages, Instant now)
      throws SQLException {
    HealthLoader loader = new HealthLoader(connection, subject.workspace());
    loader.lock(List.of(subject.target()), now);
    TargetHealth before = loader.load(subject.target());
    Maintenance maintenance =
        new MaintenanceReader(connection, subject.workspace()).of(subject.target(), now, now);
    Judgement judgement = judge.silence(before, vantages, maintenance, now);
    new HealthSaver(connection, subject.workspace()).save(before, judgement);
    try (Binding forget = Binding.of(connection, FORGET)) {
      forget.with(subject.workspace()).with(subject.target()).update();
    }
  }

  private record Subject(String workspace, UUID target) {}
}
