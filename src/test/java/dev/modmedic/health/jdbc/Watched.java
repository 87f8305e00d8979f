package dev.modmedic.health.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Writes what the probing side of the service would: targets, assignments and results. */
public record Watched(DataSource dataSource) {
  public static final String WORKSPACE = "default";

  public UUID target(String name, Duration interval, String... regions) {
    UUID id = UUID.randomUUID();
    update(
        """
        insert into target (
          workspace, id, name, type, url, kinds, regions, interval_ms, settings, created_at,
          updated_at)
        values ('default', ?, ?, 'https', 'https://' || ? || '/', '{http}', ?, ?, '{}', now(),
          now())
        """,
        id,
        name,
        name,
        regions,
        interval.toMillis());
    return id;
  }

  public void region(String name) {
    update(
        """
        insert into region (workspace, name, kind, title, created_at)
        values ('default', ?, 'agent', ?, now())
        on conflict do nothing
        """,
        name,
        name);
  }

  public UUID assignment(UUID target, String region, String kind, Duration interval) {
    region(region);
    UUID id = UUID.randomUUID();
    update(
        """
        insert into assignment (workspace, id, target_id, region, kind, interval_ms, created_at)
        values ('default', ?, ?, ?, ?, ?, now())
        """,
        id,
        target,
        region,
        kind,
        interval.toMillis());
    return id;
  }

  /** Results of one assignment, an interval apart, by the letters of {@code Runs}. */
  public void results(UUID assignment, Instant first, Duration interval, String letters) {
    for (int i = 0; i < letters.length(); i++) {
      result(assignment, first.plus(interval.multipliedBy(i)), letters.charAt(i), 5_000);
    }
    backlog(assignment, first);
  }

  public void result(UUID assignment, Instant due, char letter, long micros) {
    boolean failed = letter == 'f';
    boolean happened = letter != 'o' && letter != 'm';
    boolean offline = letter == 'o';
    boolean degraded = letter == 'd';
    update(
        """
        insert into probe_result (
          workspace, assignment_id, due, target_id, region, kind, received_at, outcome, resolve_us,
          connect_us, tls_us, wait_us, transfer_us, total_us, bytes, first_failed, attempts, cause,
          message, failure_source)
        select workspace, id, ?, target_id, region, kind, now(), ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?,
          ?, ?
        from assignment
        where workspace = 'default' and id = ?
        on conflict do nothing
        """,
        due,
        dev.modmedic.health.Runs.run(due, letter).outcome().word(),
        happened ? micros / 10 : null,
        happened && !failed ? micros / 10 : null,
        happened && !failed ? micros / 5 : null,
        happened && !failed ? micros / 2 : null,
        happened && !failed ? micros / 10 : null,
        happened ? micros : null,
        happened ? 1_000L : null,
        failed,
        failed ? "dns.timeout" : offline ? "http-proxy.unreachable" : null,
        failed
            ? "lookup p.example: i/o timeout"
            : offline
                ? "socks connect: connection refused"
                : degraded ? "slow: the first attempt took 900 ms, more than 500 ms" : null,
        failed ? "resolver" : offline ? "own-network" : degraded ? "target" : null,
        assignment);
  }

  public void backlog(UUID assignment, Instant since) {
    update(
        "insert into result_backlog (workspace, assignment_id, since) values ('default', ?, ?)",
        assignment,
        since);
  }

  public void end(UUID assignment) {
    update("update assignment set ended_at = now() where id = ?", assignment);
  }

  public void maintenance(
      @Nullable UUID target, @Nullable String region, Instant from, Instant until) {
    update(
        """
        insert into maintenance_window (
          workspace, id, target_id, region, starts_at, ends_at, created_at)
        values ('default', ?, ?, ?, ?, ?, now())
        """,
        UUID.randomUUID(),
        target,
        region,
        from,
        until);
  }

  /** Transitions in the order of recording, in words. */
  public List<String> transitions() {
    return rows(
        """
        select concat_ws(' ', coalesce(region, 'all'), from_state, to_state,
          case when target_id is null then 'region' end,
          case when late then 'late' end, case when in_maintenance then 'maintenance' end,
          case when announced then 'quiet' end)
        from health_transition
        order by id
        """);
  }

  public List<String> rows(String sql) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      List<String> rows = new ArrayList<>();
      while (row.next()) {
        rows.add(row.getString(1));
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  public void update(String sql, @Nullable Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, bindable(connection, values[i]));
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static @Nullable Object bindable(Connection connection, @Nullable Object value)
      throws SQLException {
    return switch (value) {
      case Instant instant -> instant.atOffset(java.time.ZoneOffset.UTC);
      case String[] texts -> connection.createArrayOf("text", texts);
      case null -> null;
      default -> value;
    };
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(java.time.ZoneOffset.UTC);
  }
}
