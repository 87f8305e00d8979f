package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Columns;
import dev.modmedic.database.Transactions;
import dev.modmedic.health.Resolution;
import dev.modmedic.history.StoreUnavailable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Computes the figures that are marked, oldest first and batch by batch, and marks the coarser ones
 * that hold them. After an outage it goes on where the marks are.
 */
final class BuildRollups {
  static final int BATCH = 200;

  private static final String TAKE =
      """
      delete from rollup_mark m
      using (
        select workspace, resolution, target_id, region, kind, bucket
        from rollup_mark
        where resolution = ? and bucket <= ?
        order by bucket, workspace, target_id, region, kind
        limit ?
        for update skip locked
      ) t
      where m.workspace = t.workspace and m.resolution = t.resolution
        and m.target_id = t.target_id and m.region = t.region and m.kind = t.kind
        and m.bucket = t.bucket
      returning m.workspace, m.target_id, m.region, m.kind, m.bucket
      """;

  private static final String MARK =
      """
      insert into rollup_mark (workspace, resolution, target_id, region, kind, bucket)
      select distinct k.workspace, ?, k.target_id, k.region, k.kind,
        date_bin(?::interval, k.bucket, 'epoch')
      from unnest(?::text[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[])
        k(workspace, target_id, region, kind, bucket)
      on conflict (workspace, resolution, target_id, region, kind, bucket) do nothing
      """;

  private final Transactions transactions;
  private final RollupRules rules;
  private final Clock clock;

  BuildRollups(DataSource dataSource, RollupRules rules, Clock clock) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
    this.rules = rules;
    this.clock = clock;
  }

  /** Computes all that is marked and over; gives how many figures there were. */
  int run() {
    int total = 0;
    for (Resolution resolution : Resolution.values()) {
      int some;
      do {
        some = transactions.run(connection -> batch(connection, resolution));
        total += some;
      } while (some > 0);
    }
    return total;
  }

  private int batch(Connection connection, Resolution resolution) throws SQLException {
    Instant now = clock.instant();
    List<RollupKey> taken = take(connection, resolution, now.minus(resolution.length()));
    Instant oldest = now.minus(rules.keep(source(resolution)));
    // What they would be made of is partly erased already: the stored ones are better.
    List<RollupKey> keys = taken.stream().filter(key -> key.bucket().isAfter(oldest)).toList();
    if (!keys.isEmpty()) {
      RollupTable table = new RollupTable(connection, resolution);
      table.save(table.compute(keys));
      if (resolution != Resolution.DAY) {
        mark(connection, Resolution.values()[resolution.ordinal() + 1], keys);
      }
    }
    return taken.size();
  }

  private static Resolution source(Resolution resolution) {
    return resolution == Resolution.DAY ? Resolution.HOUR : Resolution.FIVE_MINUTES;
  }

  private static List<RollupKey> take(Connection connection, Resolution resolution, Instant until)
      throws SQLException {
    List<RollupKey> keys = new ArrayList<>();
    try (Binding take = Binding.of(connection, TAKE)) {
      take.with(resolution.word()).with(until).with(BATCH);
      try (ResultSet row = take.query()) {
        while (row.next()) {
          keys.add(
              new RollupKey(
                  row.getString("workspace"),
                  Columns.uuid(row, "target_id"),
                  row.getString("region"),
                  row.getString("kind"),
                  Columns.instant(row, "bucket")));
        }
      }
    }
    return keys;
  }

  private static void mark(Connection connection, Resolution resolution, List<RollupKey> keys)
      throws SQLException {
    try (Binding mark = Binding.of(connection, MARK)) {
      mark.with(resolution.word()).with(resolution.length().toSeconds() + " seconds");
      mark.texts(keys.stream().map(RollupKey::workspace).toList());
      mark.ids(keys.stream().map(RollupKey::target).toList());
      mark.texts(keys.stream().map(RollupKey::region).toList());
      mark.texts(keys.stream().map(RollupKey::kind).toList());
      mark.times(keys.stream().map(RollupKey::bucket).toList());
      mark.update();
    }
  }
}
