package dev.modmedic.health.jdbc;

import static dev.modmedic.database.Columns.instantOrNull;
import static dev.modmedic.database.Columns.uuid;

import dev.modmedic.database.Binding;
import dev.modmedic.database.JsonColumn;
import dev.modmedic.database.Transactions;
import dev.modmedic.go.Outcome;
import dev.modmedic.health.MeasuredProxy;
import dev.modmedic.health.MeasuredProxy.LastFailure;
import dev.modmedic.health.ProxyMeasurements;
import dev.modmedic.health.ProxyParts;
import dev.modmedic.health.State;
import dev.modmedic.history.StoreUnavailable;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads figures of module proxies from their latest results. */
@Singleton
@Requires(beans = DataSource.class)
final class JdbcProxyMeasurements implements ProxyMeasurements {
  private static final String REGIONS =
      "select name from region where workspace = ? order by name limit 1000";

  /** Runs that were missed, or whose vantage was offline, say nothing of the proxy. */
  private static final String PROXIES =
      """
      select g.id, g.name, g.url, coalesce(h.state, 'unknown') as state, f.runs, f.passed, f.p95,
        f.latest, x.due as failed_at, x.cause, x.http_status, x.failed_phase, x.facts, y.facts as good,
        u.cause as unsafe
      from target g
      join assignment a on a.workspace = g.workspace and a.target_id = g.id and a.region = ?
        and a.kind = 'goproxy' and a.ended_at is null
      left join health_region h
        on h.workspace = g.workspace and h.target_id = g.id and h.region = a.region
      cross join lateral (
        select count(*) as runs, max(r.due) as latest,
          count(*) filter (where r.outcome <> 'failed' and not r.first_failed) as passed,
          percentile_disc(0.95) within group (order by r.total_us)
            filter (where r.outcome <> 'failed') as p95
        from probe_result r
        where r.workspace = a.workspace and r.assignment_id = a.id and r.due >= ?
          and r.outcome in ('passed', 'degraded', 'failed')) f
      left join lateral (
        select r.due, r.cause, r.http_status, r.failed_phase, r.detail -> 'facts' as facts
        from probe_result r
        where r.workspace = a.workspace and r.assignment_id = a.id and r.due >= ?
          and r.outcome = 'failed'
        order by r.due desc
        limit 1) x on true
      left join lateral (
        select r.detail -> 'facts' as facts
        from probe_result r
        where r.workspace = a.workspace and r.assignment_id = a.id and r.due >= ?
          and r.outcome in ('passed', 'degraded')
        order by r.due desc
        limit 1) y on true
      left join lateral (
        select r.cause
        from probe_result r
        where r.workspace = a.workspace and r.target_id = g.id and r.due >= ?
          and r.cause = any (?)
        order by r.due desc
        limit 1) u on true
      where g.workspace = ? and g.type = 'goproxy' and not g.paused
      order by g.name
      limit 200
      """;

  private final Transactions transactions;

  JdbcProxyMeasurements(DataSource dataSource) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
  }

  @Override
  public List<String> regions(String workspace) {
    return transactions.run(connection -> {
      try (Binding regions = Binding.of(connection, REGIONS)) {
        return regions.with(workspace).rows(row -> row.getString("name"));
      }
    });
  }

  @Override
  public List<MeasuredProxy> of(
      String workspace, String region, Instant since, Instant unsafeSince, List<String> unsafe) {
    return transactions.run(connection -> {
      try (Binding proxies = Binding.of(connection, PROXIES)) {
        return proxies
            .with(region)
            .with(since)
            .with(since)
            .with(since)
            .with(unsafeSince)
            .texts(unsafe)
            .with(workspace)
            .rows(JdbcProxyMeasurements::proxy);
      }
    });
  }

  private static MeasuredProxy proxy(ResultSet row) throws SQLException {
    Instant latest = instantOrNull(row, "latest");
    Long p95 = row.getObject("p95", Long.class);
    return new MeasuredProxy(
        uuid(row, "id"),
        row.getString("name"),
        URI.create(row.getString("url")),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        latest,
        row.getLong("runs"),
        row.getLong("passed"),
        p95 == null ? null : Duration.ofNanos(p95 * 1_000),
        failure(row, latest),
        ProxyParts.of(facts(row, "good"), Outcome.OK),
        row.getString("unsafe"));
  }

  private static @Nullable LastFailure failure(ResultSet row, @Nullable Instant latest)
      throws SQLException {
    Instant at = instantOrNull(row, "failed_at");
    if (at == null) {
      return null;
    }
    Integer status = row.getObject("http_status", Integer.class);
    boolean brokeOff = row.getString("failed_phase") != null;
    return new LastFailure(
        at,
        at.equals(latest),
        row.getString("cause"),
        ProxyParts.of(facts(row, "facts"), LastFailure.outcome(status, brokeOff)));
  }

  private static Map<String, String> facts(ResultSet row, String column) throws SQLException {
    String stored = row.getString(column);
    Map<String, String> facts = new HashMap<>();
    if (stored != null) {
      JsonColumn.read(stored).forEach((name, value) -> facts.put(name, String.valueOf(value)));
    }
    return facts;
  }
}
