package dev.modmedic.history.jdbc;

import dev.modmedic.history.CauseInsights.FeedbackCount;
import dev.modmedic.history.CauseInsights.RemedyCount;
import dev.modmedic.history.InsightQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts by cause what was said of diagnoses, and which remedies worked. */
final class FeedbackCounts {
  /** Far more than all remedies there are; a title with a host in it counts for each host. */
  private static final int MOST_REMEDIES = 5_000;

  private final Map<String, FeedbackCount> byCode = new HashMap<>();

  private FeedbackCounts() {}

  static FeedbackCounts of(Connection connection, String workspace, InsightQuery query)
      throws SQLException {
    Map<String, List<RemedyCount>> remedies = remedies(connection, workspace, query);
    FeedbackCounts counts = new FeedbackCounts();
    try (Binding binding = new Binding(connection.prepareStatement(InsightSql.JUDGEMENTS))) {
      ResultSet found = binding.counted(workspace, query, query.since()).with(workspace).query();
      while (found.next()) {
        String code = found.getString("code");
        counts.byCode.put(
            code,
            new FeedbackCount(
                found.getLong("confirmed"),
                found.getLong("rejected"),
                remedies.getOrDefault(code, List.of())));
      }
    }
    remedies.forEach(
        (code, fared) -> counts.byCode.putIfAbsent(code, new FeedbackCount(0, 0, fared)));
    return counts;
  }

  /** Nothing counted when nobody said anything. */
  FeedbackCount of(String code) {
    return byCode.getOrDefault(code, FeedbackCount.NONE);
  }

  private static Map<String, List<RemedyCount>> remedies(
      Connection connection, String workspace, InsightQuery query) throws SQLException {
    Map<String, List<RemedyCount>> remedies = new HashMap<>();
    try (Binding binding = new Binding(connection.prepareStatement(InsightSql.REMEDIES))) {
      ResultSet found =
          binding.counted(workspace, query, query.since()).with(MOST_REMEDIES).query();
      while (found.next()) {
        remedies
            .computeIfAbsent(found.getString("code"), code -> new ArrayList<>())
            .add(
                new RemedyCount(
                    StorableText.decode(found.getString("title")),
                    found.getLong("offered"),
                    found.getLong("worked")));
      }
    }
    return remedies;
  }
}
