package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Columns;
import dev.modmedic.health.Counts;
import dev.modmedic.health.Figures;
import dev.modmedic.health.HealthMatrix.Kind;
import dev.modmedic.health.HealthMatrix.Offline;
import dev.modmedic.health.Measure;
import dev.modmedic.health.Quantiles;
import dev.modmedic.health.State;
import dev.modmedic.health.Trouble;
import dev.modmedic.health.Window;
import dev.modmedic.health.jdbc.MatrixReader.Place;
import dev.modmedic.probe.FailureSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the checks of each cell, and the figures of each. */
record KindReader(
    Connection connection,
    String workspace,
    Window window,
    @Nullable UUID target,
    @Nullable String region) {
  /** A check has no figures yet at first, and figures have no check while a target is paused. */
  private static final String KINDS =
      """
      select target_id, region, kind, c.state, c.since, c.last_due, c.last_cause, c.last_message,
        c.last_source, c.last_failure_at, s.passed, s.degraded, s.failed, s.offline, s.missed,
        s.first_failed, s.bytes, s.quantiles, o.since as offline_since, o.last_due as offline_at,
        o.runs as offline_runs, o.cause as offline_cause, o.message as offline_message
      from (
        select *
        from health_check
        where workspace = ? and (?::uuid is null or target_id = ?)
          and (?::text is null or region = ?)
      ) c
      full join (
        select *
        from health_summary
        where workspace = ? and "window" = ? and (?::uuid is null or target_id = ?)
          and (?::text is null or region = ?)
      ) s using (target_id, region, kind)
      full join (
        select h.*
        from health_offline h
        join assignment a on a.workspace = h.workspace and a.id = h.assignment_id
        where h.workspace = ? and a.ended_at is null and (?::uuid is null or h.target_id = ?)
          and (?::text is null or h.region = ?)
      ) o using (target_id, region, kind)
      """;

  Map<Place, List<Kind>> read() throws SQLException {
    Map<Place, List<Kind>> kinds = new HashMap<>();
    try (Binding select = Binding.of(connection, KINDS)) {
      select.with(workspace).id(target).id(target).text(region).text(region);
      select.with(workspace).with(window.word()).id(target).id(target).text(region).text(region);
      select.with(workspace).id(target).id(target).text(region).text(region);
      try (ResultSet row = select.query()) {
        while (row.next()) {
          kinds
              .computeIfAbsent(
                  new Place(Columns.uuid(row, "target_id"), row.getString("region")),
                  any -> new ArrayList<>(1))
              .add(kind(row));
        }
      }
    }
    return kinds;
  }

  private static Kind kind(ResultSet row) throws SQLException {
    @Nullable String state = row.getString("state");
    return new Kind(
        row.getString("kind"),
        state == null ? State.UNKNOWN : State.of(state),
        Columns.instantOrNull(row, "since"),
        Columns.instantOrNull(row, "last_due"),
        new Trouble(
            row.getString("last_cause"),
            row.getString("last_message"),
            row.getString("last_source")),
        Columns.instantOrNull(row, "last_failure_at"),
        new Figures(counts(row), quantiles(row)),
        offline(row));
  }

  private static @Nullable Offline offline(ResultSet row) throws SQLException {
    Instant since = Columns.instantOrNull(row, "offline_since");
    return since == null
        ? null
        : new Offline(
            since,
            Columns.instant(row, "offline_at"),
            row.getLong("offline_runs"),
            new Trouble(
                row.getString("offline_cause"),
                row.getString("offline_message"),
                FailureSource.OWN_NETWORK.word()));
  }

  private static Counts counts(ResultSet row) throws SQLException {
    return new Counts(
        row.getLong("passed"),
        row.getLong("degraded"),
        row.getLong("failed"),
        row.getLong("offline"),
        row.getLong("missed"),
        row.getLong("first_failed"),
        row.getLong("bytes"));
  }

  private static Map<Measure, Quantiles> quantiles(ResultSet row) throws SQLException {
    Map<Measure, Quantiles> quantiles = new EnumMap<>(Measure.class);
    java.sql.@Nullable Array array = row.getArray("quantiles");
    if (array != null) {
      @Nullable Long[] numbers = (Long[]) array.getArray();
      for (Measure measure : Measure.values()) {
        int place = 3 * measure.ordinal();
        Long p50 = numbers[place];
        Long p95 = numbers[place + 1];
        Long p99 = numbers[place + 2];
        if (p50 != null && p95 != null && p99 != null) {
          quantiles.put(measure, new Quantiles(p50, p95, p99));
        }
      }
    }
    return quantiles;
  }
}
