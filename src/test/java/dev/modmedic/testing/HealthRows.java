package dev.modmedic.testing;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Rows as the watching of targets leaves them, written by hand. */
public final class HealthRows {
  /** SQLSTATE deadlock_detected. */
  private static final String DEADLOCK = "40P01";

  private static final int MOST_TIMES_VICTIM = 5;

  private final DataSource dataSource;

  public HealthRows(DataSource dataSource) {
    this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
  }

  /** A module proxy, watched from these regions. */
  public UUID target(String name, String url, String... regions) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    execute(
        """
        insert into target (workspace, id, name, type, url, kinds, regions, interval_ms, settings,
          created_at, updated_at)
        values ('default', ?, ?, 'goproxy', ?, '{goproxy}', ?, 60000, '{}', now(), now())
        """,
        id,
        name,
        url,
        regions);
    for (String region : regions) {
      execute(
          """
          insert into assignment (workspace, id, target_id, region, kind, interval_ms, created_at)
          values ('default', ?, ?, ?, 'goproxy', 60000, now())
          """,
          UuidCreator.getTimeOrderedEpoch(),
          id,
          region);
    }
    return id;
  }

  public void region(String name) {
    execute(
        """
        insert into region (workspace, name, kind, title, created_at)
        values ('default', ?, 'agent', ?, now()) on conflict do nothing
        """,
        name,
        name);
  }

  /** How a target is from a region, and as a whole if the region is null. */
  public void state(UUID target, @Nullable String region, String state) {
    if (region == null) {
      execute(
          """
          insert into health_target (workspace, target_id, state, since)
          values ('default', ?, ?, now())
          on conflict (workspace, target_id) do update set state = excluded.state
          """,
          target,
          state);
    } else {
      execute(
          """
          insert into health_region (workspace, target_id, region, state, since)
          values ('default', ?, ?, ?, now())
          on conflict (workspace, target_id, region) do update set state = excluded.state
          """,
          target,
          region,
          state);
    }
  }

  /** A run that went well. */
  public void passed(UUID target, String region, Instant due, long totalMicros) {
    result(target, region, due, "passed", totalMicros, 200, null, null);
  }

  /** A run that failed. */
  public void failed(
      UUID target,
      String region,
      Instant due,
      String cause,
      @Nullable Integer status,
      @Nullable String phase) {
    result(target, region, due, "failed", 10_000, status, cause, phase);
  }

  private void result(
      UUID target,
      String region,
      Instant due,
      String outcome,
      long totalMicros,
      @Nullable Integer status,
      @Nullable String cause,
      @Nullable String phase) {
    execute(
        """
        insert into probe_result (workspace, assignment_id, due, target_id, region, kind,
          received_at, started_at, outcome, resolve_us, connect_us, tls_us, wait_us, transfer_us,
          total_us, http_status, first_failed, attempts, cause, failed_phase,
          certificate_expires_at)
        select workspace, id, ?, target_id, region, kind, now(), ?, ?, 1000, 2000, null, 3000, 4000,
          ?, ?, ?, 1, ?, ?, timestamptz '2027-01-01 00:00:00+00'
        from assignment
        where workspace = 'default' and target_id = ? and region = ? and ended_at is null
        """,
        due,
        due,
        outcome,
        totalMicros,
        status,
        cause != null,
        cause,
        phase,
        target,
        region);
  }

  /** A change that is not told yet; nobody is notified. */
  public UUID transition(UUID target, @Nullable String region, String from, String to) {
    return transition(target, region, from, to, false, false);
  }

  public UUID transition(
      UUID target,
      @Nullable String region,
      String from,
      String to,
      boolean late,
      boolean inMaintenance) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    execute(
        """
        insert into health_transition (workspace, id, target_id, region, from_state, to_state, at,
          recorded_at, lasted_ms, cause, message, failure_source, regions, late, in_maintenance)
        values ('default', ?, ?, ?, ?, ?, now(), now(), 11520000, 'tcp.connect-timeout',
          'dial tcp 192.0.2.1:443: i/o timeout', 'target', '{cn-north}', ?, ?)
        """,
        id,
        target,
        region,
        from,
        to,
        late,
        inMaintenance);
    return id;
  }

  /** Tells listeners that something changed, as the evaluation does. */
  public void tell() {
    execute("select pg_notify('modmedic_events', '{\"kind\":\"transition\"}')");
  }

  /**
   * Runs any statement, again when PostgreSQL chose it to end a deadlock: emptying tables meets
   * what the service does in the background.
   */
  public void execute(String sql, @Nullable Object... parameters) {
    for (int victim = 0; ; victim++) {
      try {
        executeOnce(sql, parameters);
        return;
      } catch (SQLException e) {
        if (!DEADLOCK.equals(e.getSQLState()) || victim == MOST_TIMES_VICTIM) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private void executeOnce(String sql, @Nullable Object... parameters) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      boolean automatic = connection.getAutoCommit();
      connection.setAutoCommit(true);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        for (int i = 0; i < parameters.length; i++) {
          set(connection, statement, i + 1, parameters[i]);
        }
        statement.execute();
      }
      connection.setAutoCommit(automatic);
    }
  }

  private static void set(
      Connection connection, PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
      case String[] texts -> statement.setArray(index, connection.createArrayOf("text", texts));
      case null -> statement.setObject(index, null);
      default -> statement.setObject(index, value);
    }
  }
}
