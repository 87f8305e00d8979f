package dev.modmedic.health.jdbc;

import static dev.modmedic.database.Columns.instant;
import static dev.modmedic.database.Columns.instantOrNull;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Transactions;
import dev.modmedic.health.LatestMeasurements;
import dev.modmedic.health.State;
import dev.modmedic.health.TargetState;
import dev.modmedic.history.StoreUnavailable;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/** Reads the latest of everything in one transaction. */
@Singleton
@Requires(beans = DataSource.class)
final class JdbcLatestMeasurements implements LatestMeasurements {
  /**
   * A result is the latest for three intervals and two minutes; what is older is told no more, and
   * its series ends.
   */
  private static final String PROBES =
      """
      select g.name, a.region, a.kind, r.outcome, r.cause, r.total_us, r.resolve_us, r.connect_us,
        r.tls_us, r.wait_us, r.transfer_us, r.http_status, r.certificate_expires_at
      from assignment a
      join target g on g.workspace = a.workspace and g.id = a.target_id
      cross join lateral (
        select p.outcome, p.cause, p.total_us, p.resolve_us, p.connect_us, p.tls_us, p.wait_us,
          p.transfer_us, p.http_status, p.certificate_expires_at
        from probe_result p
        where p.workspace = a.workspace and p.assignment_id = a.id
          and p.due > ?::timestamptz - a.interval_ms * interval '3 milliseconds'
            - interval '2 minutes'
          and p.outcome in ('passed', 'degraded', 'failed')
        order by p.due desc
        limit 1) r
      where a.workspace = ? and a.ended_at is null
      order by g.name, a.region, a.kind
      limit 20000
      """;

  private static final String REGIONS =
      """
      select g.name, h.region, h.state
      from health_region h
      join target g on g.workspace = h.workspace and g.id = h.target_id
      where h.workspace = ? and not g.paused and h.region = any (g.regions)
      order by g.name, h.region
      limit 20000
      """;

  private static final String TARGETS =
      """
      select g.name, h.state
      from health_target h
      join target g on g.workspace = h.workspace and g.id = h.target_id
      where h.workspace = ? and not g.paused
      order by g.name
      limit 20000
      """;

  private static final String AGENTS =
      """
      select region, name, max(last_seen_at) as last_seen_at
      from agent
      where workspace = ? and revoked_at is null and last_seen_at is not null
      group by region, name
      order by region, name
      limit 1000
      """;

  private static final String OFFLINE =
      """
      select g.name, h.region, h.kind, coalesce(h.cause, '') as cause, h.runs
      from health_offline h
      join assignment a
        on a.workspace = h.workspace and a.id = h.assignment_id and a.ended_at is null
      join target g on g.workspace = h.workspace and g.id = h.target_id
      where h.workspace = ?
      order by g.name, h.region, h.kind
      limit 20000
      """;

  private static final String DIAGNOSES =
      """
      select coalesce(c.code, 'none') as code, count(*) as count
      from diagnosis d
      left join diagnosis_cause c
        on c.workspace = d.workspace and c.diagnosis_id = d.id and c.position = 0
      where d.workspace = ? and d.created_at > ?
      group by 1
      order by 1
      limit 1000
      """;

  private final Transactions transactions;

  JdbcLatestMeasurements(DataSource dataSource) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
  }

  @Override
  public Snapshot read(String workspace, Instant now) {
    return transactions.run(connection ->
        new Snapshot(
            probes(connection, workspace, now),
            list(connection, REGIONS, workspace, JdbcLatestMeasurements::region),
            targets(connection, workspace),
            list(
                connection,
                AGENTS,
                workspace,
                row ->
                    new AgentSeen(
                        row.getString("region"),
                        row.getString("name"),
                        instant(row, "last_seen_at"))),
            list(
                connection,
                OFFLINE,
                workspace,
                row ->
                    new OfflineRuns(
                        row.getString("name"),
                        row.getString("region"),
                        row.getString("kind"),
                        row.getString("cause"),
                        row.getLong("runs"))),
            diagnoses(connection, workspace, now)));
  }

  private static List<Probe> probes(Connection connection, String workspace, Instant now)
      throws SQLException {
    try (Binding select = Binding.of(connection, PROBES)) {
      return select.with(now).with(workspace).rows(JdbcLatestMeasurements::probe);
    }
  }

  private static Probe probe(ResultSet row) throws SQLException {
    boolean failed = row.getString("outcome").equals("failed");
    String cause = row.getString("cause");
    Map<String, Duration> phases = new LinkedHashMap<>();
    put(phases, "resolve", row, "resolve_us");
    put(phases, "connect", row, "connect_us");
    put(phases, "tls", row, "tls_us");
    put(phases, "processing", row, "wait_us");
    put(phases, "transfer", row, "transfer_us");
    Long total = row.getObject("total_us", Long.class);
    return new Probe(
        row.getString("name"),
        row.getString("region"),
        row.getString("kind"),
        !failed,
        failed && cause != null ? cause : "",
        total == null ? null : micros(total),
        phases,
        row.getObject("http_status", Integer.class),
        instantOrNull(row, "certificate_expires_at"));
  }

  private static void put(Map<String, Duration> phases, String phase, ResultSet row, String column)
      throws SQLException {
    Long time = row.getObject(column, Long.class);
    if (time != null) {
      phases.put(phase, micros(time));
    }
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * 1_000);
  }

  private static RegionState region(ResultSet row) throws SQLException {
    return new RegionState(
        row.getString("name"),
        row.getString("region"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)));
  }

  private static Map<String, TargetState> targets(Connection connection, String workspace)
      throws SQLException {
    Map<String, TargetState> targets = new LinkedHashMap<>();
    list(
        connection,
        TARGETS,
        workspace,
        row ->
            targets.put(
                row.getString("name"),
                TargetState.valueOf(row.getString("state").toUpperCase(Locale.ROOT))));
    return targets;
  }

  private static Map<String, Long> diagnoses(Connection connection, String workspace, Instant now)
      throws SQLException {
    Map<String, Long> diagnoses = new LinkedHashMap<>();
    try (Binding select = Binding.of(connection, DIAGNOSES)) {
      select
          .with(workspace)
          .with(now.minus(Duration.ofHours(1)))
          .rows(row -> diagnoses.put(row.getString("code"), row.getLong("count")));
    }
    return diagnoses;
  }

  private static <T> List<T> list(
      Connection connection, String sql, String workspace, Binding.Row<T> reader)
      throws SQLException {
    try (Binding select = Binding.of(connection, sql)) {
      return select.with(workspace).rows(reader);
    }
  }
}
