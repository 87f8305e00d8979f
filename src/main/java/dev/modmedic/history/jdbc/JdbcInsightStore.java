package dev.modmedic.history.jdbc;

import dev.modmedic.database.Transactions;
import dev.modmedic.diagnosis.Verdict;
import dev.modmedic.history.BurstRule;
import dev.modmedic.history.CauseInsights;
import dev.modmedic.history.CauseInsights.BucketCount;
import dev.modmedic.history.CauseInsights.Burst;
import dev.modmedic.history.CauseInsights.CauseCount;
import dev.modmedic.history.InsightQuery;
import dev.modmedic.history.InsightStore;
import dev.modmedic.history.StoreUnavailable;
import dev.modmedic.history.UnknownGroup;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Counts in PostgreSQL. */
@Singleton
@Requires(beans = DataSource.class)
final class JdbcInsightStore implements InsightStore {
  private final Transactions transactions;

  JdbcInsightStore(DataSource dataSource) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
  }

  @Override
  public CauseInsights causes(String workspace, InsightQuery query, BurstRule rule) {
    return transactions.run(connection -> {
      Map<Verdict, Long> verdicts = verdicts(connection, workspace, query);
      long diagnoses = verdicts.values().stream().mapToLong(Long::longValue).sum();
      return new CauseInsights(
          diagnoses,
          verdicts,
          counts(connection, workspace, query),
          bursts(connection, workspace, query, rule));
    });
  }

  private static Map<Verdict, Long> verdicts(
      Connection connection, String workspace, InsightQuery query) throws SQLException {
    Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      verdicts.put(verdict, 0L);
    }
    try (Binding binding = new Binding(connection.prepareStatement(InsightSql.VERDICTS))) {
      ResultSet found = binding.counted(workspace, query, query.since()).query();
      while (found.next()) {
        String name = found.getString("verdict").toUpperCase(Locale.ROOT).replace('-', '_');
        verdicts.put(Verdict.valueOf(name), found.getLong("count"));
      }
    }
    return verdicts;
  }

  private static List<CauseCount> counts(
      Connection connection, String workspace, InsightQuery query) throws SQLException {
    FeedbackCounts feedback = FeedbackCounts.of(connection, workspace, query);
    Map<String, CauseCount> counts = new LinkedHashMap<>();
    try (Binding binding = new Binding(connection.prepareStatement(InsightSql.CAUSES))) {
      ResultSet found =
          binding
              .with(query.bucket().name().toLowerCase(Locale.ROOT))
              .counted(workspace, query, query.since())
              .with(query.limit())
              .query();
      while (found.next()) {
        counts.merge(found.getString("code"), count(found, feedback), JdbcInsightStore::joined);
      }
    }
    return List.copyOf(counts.values());
  }

  private static CauseCount count(ResultSet row, FeedbackCounts feedback) throws SQLException {
    String code = row.getString("code");
    return new CauseCount(
        code,
        row.getLong("total"),
        Math.clamp(row.getDouble("confidence"), 0, 1),
        List.of(new BucketCount(instant(row, "bucket"), row.getLong("count"))),
        feedback.of(code));
  }

  private static CauseCount joined(CauseCount earlier, CauseCount later) {
    List<BucketCount> buckets = new ArrayList<>(earlier.buckets());
    buckets.addAll(later.buckets());
    return new CauseCount(
        earlier.code(), earlier.count(), earlier.meanConfidence(), buckets, earlier.feedback());
  }

  private static List<Burst> bursts(
      Connection connection, String workspace, InsightQuery query, BurstRule rule)
      throws SQLException {
    double window = rule.window().toSeconds();
    Instant first = window(query.since(), rule);
    List<Burst> bursts = new ArrayList<>();
    try (Binding binding = new Binding(connection.prepareStatement(InsightSql.BURSTS))) {
      ResultSet found =
          binding
              .with(window)
              .counted(workspace, query, first.minus(rule.base()))
              .with((double) rule.base().toSeconds())
              .with(window)
              .with((double) rule.baseWindows())
              .with(first.atOffset(ZoneOffset.UTC))
              .with(rule.sources())
              .with(rule.factor())
              .with(query.limit())
              .query();
      while (found.next()) {
        bursts.add(burst(found));
      }
    }
    return bursts;
  }

  /** The start of the window that a time lies in, as PostgreSQL's date_bin has it. */
  private static Instant window(Instant time, BurstRule rule) {
    long origin = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    long seconds = rule.window().toSeconds();
    return Instant.ofEpochSecond(
        origin + Math.floorDiv(time.getEpochSecond() - origin, seconds) * seconds);
  }

  private static Burst burst(ResultSet row) throws SQLException {
    return new Burst(
        row.getString("code"),
        StorableText.decode(row.getString("host")),
        instant(row, "since"),
        row.getLong("count"),
        row.getLong("sources"),
        row.getLong("projects"),
        row.getLong("clients"),
        row.getDouble("usual"));
  }

  @Override
  public List<UnknownGroup> unknown(String workspace, Instant since, Instant until, int limit) {
    return transactions.run(connection -> {
      List<UnknownGroup> groups = new ArrayList<>();
      try (Binding binding = new Binding(connection.prepareStatement(InsightSql.UNKNOWN))) {
        ResultSet found =
            binding
                .with(workspace)
                .with(since.atOffset(ZoneOffset.UTC))
                .with(until.atOffset(ZoneOffset.UTC))
                .with(limit)
                .with(workspace)
                .query();
        while (found.next()) {
          groups.add(group(found));
        }
      }
      return groups;
    });
  }

  private static UnknownGroup group(ResultSet row) throws SQLException {
    return new UnknownGroup(
        row.getString("fingerprint"),
        row.getLong("count"),
        instant(row, "first"),
        instant(row, "last"),
        row.getObject("diagnosis_id", UUID.class),
        StorableText.decode(row.getString("shape")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
