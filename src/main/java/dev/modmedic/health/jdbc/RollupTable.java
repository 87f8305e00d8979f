package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Columns;
import dev.modmedic.health.Counts;
import dev.modmedic.health.Measure;
import dev.modmedic.health.Resolution;
import dev.modmedic.health.RunOutcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Computes figures of one resolution from what is one finer, for many keys with one statement. */
record RollupTable(Connection connection, Resolution resolution) {
  private static final String KEYS =
      """
      unnest(?::text[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[])
        with ordinality k(workspace, target_id, region, kind, bucket, place)
      """;

  /** The bounds beside the keys' spare the partitions of other days. */
  private static final String RAW =
      """
      select k.place, r.outcome, r.first_failed, r.bytes, r.resolve_us as resolve,
        r.connect_us as connect, r.tls_us as tls, r.wait_us as wait, r.transfer_us as transfer,
        r.total_us as total
      from %s
      join probe_result r
        on r.workspace = k.workspace and r.target_id = k.target_id and r.region = k.region
        and r.kind = k.kind and r.due >= k.bucket and r.due < k.bucket + interval '5 minutes'
        and r.due >= ? and r.due < ? and not r.requested
      """
          .formatted(KEYS);

  private static final String FINER =
      """
      select k.place, %s
      from %s
      join %s r
        on r.workspace = k.workspace and r.target_id = k.target_id and r.region = k.region
        and r.kind = k.kind and r.bucket >= k.bucket and r.bucket < k.bucket + ?::interval
      """;

  private static final String UPSERT =
      """
      insert into %s (
        workspace, target_id, region, kind, bucket, passed, degraded, failed, offline, missed,
        first_failed, bytes, resolve, connect, tls, wait, transfer, total)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (workspace, target_id, region, kind, bucket) do update set
        passed = excluded.passed, degraded = excluded.degraded, failed = excluded.failed,
        offline = excluded.offline, missed = excluded.missed,
        first_failed = excluded.first_failed, bytes = excluded.bytes, resolve = excluded.resolve,
        connect = excluded.connect, tls = excluded.tls, wait = excluded.wait,
        transfer = excluded.transfer, total = excluded.total
      """;

  static String name(Resolution resolution) {
    return "rollup_" + resolution.word();
  }

  /** Figures of these keys; a key that nothing is there for is left out. */
  Map<RollupKey, Rollup> compute(List<RollupKey> keys) throws SQLException {
    return switch (resolution) {
      case FIVE_MINUTES -> fromResults(keys);
      case HOUR -> fromFiner(keys, Resolution.FIVE_MINUTES);
      case DAY -> fromFiner(keys, Resolution.HOUR);
    };
  }

  private Map<RollupKey, Rollup> fromResults(List<RollupKey> keys) throws SQLException {
    Map<RollupKey, Rollup> rollups = new HashMap<>();
    Instant first = keys.stream().map(RollupKey::bucket).min(Instant::compareTo).orElseThrow();
    Instant last = keys.stream().map(RollupKey::bucket).max(Instant::compareTo).orElseThrow();
    try (Binding select = bound(RAW, keys)) {
      select.with(first).with(last.plus(resolution.length()));
      try (ResultSet row = select.query()) {
        while (row.next()) {
          RollupKey key = keys.get(row.getInt("place") - 1);
          count(rollups.computeIfAbsent(key, any -> new Rollup()), row);
        }
      }
    }
    return rollups;
  }

  /** Times are of first attempts that succeeded: a timeout is no latency. */
  private static void count(Rollup rollup, ResultSet row) throws SQLException {
    RunOutcome outcome = RunOutcome.of(row.getString("outcome"));
    boolean firstFailed = row.getBoolean("first_failed");
    rollup.add(Counts.NONE.plus(outcome, firstFailed, row.getLong("bytes")));
    if (outcome.counts() && !firstFailed) {
      for (Measure measure : Measure.values()) {
        Long micros = Columns.longOrNull(row, measure.word());
        if (micros != null) {
          rollup.histograms().record(measure, micros);
        }
      }
    }
  }

  private Map<RollupKey, Rollup> fromFiner(List<RollupKey> keys, Resolution finer)
      throws SQLException {
    Map<RollupKey, Rollup> rollups = new HashMap<>();
    String sql = FINER.formatted(Rollup.COLUMNS, KEYS, name(finer));
    try (Binding select = bound(sql, keys)) {
      select.with(resolution.length().toSeconds() + " seconds");
      try (ResultSet row = select.query()) {
        while (row.next()) {
          RollupKey key = keys.get(row.getInt("place") - 1);
          rollups.computeIfAbsent(key, any -> new Rollup()).add(row);
        }
      }
    }
    return rollups;
  }

  private Binding bound(String sql, List<RollupKey> keys) throws SQLException {
    return Binding.of(connection, sql)
        .texts(keys.stream().map(RollupKey::workspace).toList())
        .ids(keys.stream().map(RollupKey::target).toList())
        .texts(keys.stream().map(RollupKey::region).toList())
        .texts(keys.stream().map(RollupKey::kind).toList())
        .times(keys.stream().map(RollupKey::bucket).toList());
  }

  void save(Map<RollupKey, Rollup> rollups) throws SQLException {
    try (Binding upsert = Binding.of(connection, UPSERT.formatted(name(resolution)))) {
      for (RollupKey key : new ArrayList<>(rollups.keySet())) {
        Rollup rollup = rollups.get(key);
        if (rollup != null) {
          bind(upsert, key, rollup);
          upsert.addBatch();
        }
      }
      upsert.executeBatch();
    }
  }

  private static void bind(Binding upsert, RollupKey key, Rollup rollup) throws SQLException {
    Counts counts = rollup.counts();
    upsert.with(key.workspace()).with(key.target()).with(key.region()).with(key.kind());
    upsert.with(key.bucket()).with(counts.passed()).with(counts.degraded()).with(counts.failed());
    upsert.with(counts.offline()).with(counts.missed()).with(counts.firstFailed());
    upsert.with(counts.bytes());
    for (Measure measure : Measure.values()) {
      upsert.bytes(rollup.histograms().encode(measure));
    }
  }
}
