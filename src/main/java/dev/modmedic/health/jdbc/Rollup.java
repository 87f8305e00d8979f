package dev.modmedic.health.jdbc;

import dev.modmedic.health.Counts;
import dev.modmedic.health.Figures;
import dev.modmedic.health.Measure;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Figures that are being added up. */
final class Rollup {
  /** What is read of a stored one. */
  static final String COLUMNS =
      "passed, degraded, failed, offline, missed, first_failed, bytes,"
          + " resolve, connect, tls, wait, transfer, total";

  private final Histograms histograms = new Histograms();
  private Counts counts = Counts.NONE;

  /** Adds a stored one, {@link #COLUMNS} of this row. */
  void add(ResultSet row) throws SQLException {
    counts =
        counts.plus(
            new Counts(
                row.getLong("passed"),
                row.getLong("degraded"),
                row.getLong("failed"),
                row.getLong("offline"),
                row.getLong("missed"),
                row.getLong("first_failed"),
                row.getLong("bytes")));
    for (Measure measure : Measure.values()) {
      histograms.add(measure, row.getBytes(measure.word()));
    }
  }

  void add(Counts more) {
    counts = counts.plus(more);
  }

  Counts counts() {
    return counts;
  }

  Histograms histograms() {
    return histograms;
  }

  Figures figures() {
    return new Figures(counts, histograms.quantiles());
  }
}
