package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.health.Counts;
import dev.modmedic.health.Figures;
import dev.modmedic.health.Measure;
import dev.modmedic.health.Quantiles;
import dev.modmedic.health.Window;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the figures of one target over one window. */
record SummaryWriter(Connection connection, String workspace, UUID target, Window window) {
  private static final String READ =
      """
      select region, kind, %s
      from %s
      where workspace = ? and target_id = ? and bucket >= ? and bucket < ?
      """;

  private static final String CLEAR =
      "delete from health_summary where workspace = ? and \"window\" = ? and target_id = ?";

  private static final String INSERT =
      """
      insert into health_summary (
        workspace, "window", target_id, region, kind, computed_at, passed, degraded, failed,
        offline, missed, first_failed, bytes, quantiles)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  void write(Instant now) throws SQLException {
    Map<Place, Rollup> rollups = new HashMap<>();
    for (Window.Part part : window.parts(now)) {
      read(part, rollups);
    }
    try (Binding clear = Binding.of(connection, CLEAR)) {
      clear.with(workspace).with(window.word()).with(target).update();
    }
    try (Binding insert = Binding.of(connection, INSERT)) {
      for (Map.Entry<Place, Rollup> entry : rollups.entrySet()) {
        bind(insert, entry.getKey(), entry.getValue().figures(), now);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    new UptimeWriter(connection, workspace, target, window).write(now);
  }

  private void read(Window.Part part, Map<Place, Rollup> rollups) throws SQLException {
    String sql = READ.formatted(Rollup.COLUMNS, RollupTable.name(part.resolution()));
    try (Binding select = Binding.of(connection, sql)) {
      select.with(workspace).with(target).with(part.from()).with(part.until());
      try (ResultSet row = select.query()) {
        while (row.next()) {
          Place place = new Place(row.getString("region"), row.getString("kind"));
          rollups.computeIfAbsent(place, any -> new Rollup()).add(row);
        }
      }
    }
  }

  private void bind(Binding insert, Place place, Figures figures, Instant now) throws SQLException {
    Counts counts = figures.counts();
    insert.with(workspace).with(window.word()).with(target).with(place.region());
    insert.with(place.kind()).with(now).with(counts.passed()).with(counts.degraded());
    insert.with(counts.failed()).with(counts.offline()).with(counts.missed());
    insert.with(counts.firstFailed()).with(counts.bytes());
    insert.array("bigint", numbers(figures.quantiles()));
  }

  private static @Nullable Long[] numbers(Map<Measure, Quantiles> quantiles) {
    @Nullable Long[] numbers = new Long[3 * Measure.values().length];
    quantiles.forEach((measure, of) -> {
      int place = 3 * measure.ordinal();
      numbers[place] = of.p50();
      numbers[place + 1] = of.p95();
      numbers[place + 2] = of.p99();
    });
    return numbers;
  }

  private record Place(String region, String kind) {}
}
