package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.health.Counts;
import dev.modmedic.health.Measure;
import dev.modmedic.health.Resolution;
import dev.modmedic.health.RunOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes what ninety days of one-minute results leave behind: five minutes, hours and days, as long
 * as each is kept, states, and a few changes a week.
 */
final class GeneratedQuarter {
  static final int TARGETS = 50;
  static final int REGIONS = 12;

  private static final int VARIANTS = 64;
  private static final Duration QUARTER = Duration.ofDays(90);
  private static final Duration FINE = Duration.ofDays(7);

  private final Random random = new Random(1);
  private final Watched watched;
  private final Instant now;

  GeneratedQuarter(Watched watched, Instant now) {
    this.watched = watched;
    this.now = now;
  }

  void write() throws SQLException, IOException {
    List<UUID> targets = new ArrayList<>();
    String[] regions = new String[REGIONS];
    for (int i = 0; i < REGIONS; i++) {
      regions[i] = "region-" + (char) ('a' + i);
    }
    for (int i = 0; i < TARGETS; i++) {
      UUID target =
          watched.target("proxy-%02d.example".formatted(i), Duration.ofMinutes(1), regions);
      for (String region : regions) {
        UUID check = watched.assignment(target, region, "http", Duration.ofMinutes(1));
        watched.results(check, now.minus(Duration.ofMinutes(6)), Duration.ofMinutes(1), "pppppp");
      }
      targets.add(target);
    }
    try (Connection connection = watched.dataSource().getConnection()) {
      figures(connection, targets, regions);
      changes(connection, targets, regions);
    }
  }

  private void figures(Connection connection, List<UUID> targets, String[] regions)
      throws SQLException, IOException {
    for (Resolution resolution : Resolution.values()) {
      List<String> variants = variants(resolution);
      Instant last = resolution.floor(now);
      Duration kept = resolution == Resolution.FIVE_MINUTES ? FINE : QUARTER;
      CopyIn copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("copy " + RollupTable.name(resolution) + " from stdin");
      for (Instant at = last.minus(kept); at.isBefore(last); at = at.plus(resolution.length())) {
        StringBuilder lines = new StringBuilder();
        for (UUID target : targets) {
          for (String region : regions) {
            lines.append("default\t").append(target).append('\t').append(region);
            lines.append("\thttp\t").append(at).append('\t');
            lines.append(variants.get(random.nextInt(VARIANTS))).append('\n');
          }
        }
        byte[] bytes = lines.toString().getBytes(StandardCharsets.US_ASCII);
        copy.writeToCopy(bytes, 0, bytes.length);
      }
      copy.endCopy();
    }
  }

  /** Rows without their keys; there are enough of them that neighbours differ. */
  private List<String> variants(Resolution resolution) {
    List<String> variants = new ArrayList<>();
    for (int i = 0; i < VARIANTS; i++) {
      variants.add(variant((int) resolution.length().toMinutes()));
    }
    return variants;
  }

  private String variant(int runs) {
    Rollup rollup = new Rollup();
    for (int i = 0; i < runs; i++) {
      boolean failed = random.nextInt(200) == 0;
      rollup.add(Counts.NONE.plus(failed ? RunOutcome.FAILED : RunOutcome.PASSED, failed, 4_096));
      if (!failed) {
        for (Measure measure : Measure.values()) {
          double typical = 2_000 * (measure.ordinal() + 1);
          rollup
              .histograms()
              .record(measure, (long) (typical * Math.exp(0.6 * random.nextGaussian())));
        }
      }
    }
    Counts counts = rollup.counts();
    StringBuilder row = new StringBuilder();
    row.append(
        "%d\t%d\t%d\t%d\t%d\t%d\t%d"
            .formatted(
                counts.passed(),
                counts.degraded(),
                counts.failed(),
                counts.offline(),
                counts.missed(),
                counts.firstFailed(),
                counts.bytes()));
    for (Measure measure : Measure.values()) {
      byte[] encoded = rollup.histograms().encode(measure);
      row.append('\t')
          .append(encoded == null ? "\\N" : "\\\\x" + HexFormat.of().formatHex(encoded));
    }
    return row.toString();
  }

  /** Two outages a week in each cell. */
  private void changes(Connection connection, List<UUID> targets, String[] regions)
      throws SQLException {
    String sql =
        """
        insert into health_transition (
          workspace, id, target_id, region, from_state, to_state, at, recorded_at, announced)
        select 'default', uuidv7(), ?, ?,
          case when n % 2 = 0 then 'up' else 'down' end,
          case when n % 2 = 0 then 'down' else 'up' end,
          s.at, s.at, true
        from (
          select n, ?::timestamptz + (n / 2) * interval '84 hours' + (n % 2) * interval '5 minutes'
            as at
          from generate_series(0, 49) n) s
        """;
    try (Binding insert = Binding.of(connection, sql)) {
      for (UUID target : targets) {
        for (String region : regions) {
          insert.with(target).with(region).with(now.minus(QUARTER)).addBatch();
        }
      }
      insert.executeBatch();
    }
  }
}
