package dev.modmedic.packaged;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.modmedic.region.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/** What is in the tables about runs, read past the service. */
record Runs(DataSource database) {
  /** One row of results. */
  record Row(UUID assignment, Instant due, Instant received, String outcome) {
    boolean missed() {
      return outcome.equals("missed");
    }
  }

  /** A single number. */
  long count(String sql, Object... values) {
    return query(sql, row -> row.getLong(1), values).getFirst();
  }

  /** The results of a target from a region, by due time; those asked for by hand are left out. */
  List<Row> of(UUID target, String region) {
    return query(
        """
        select assignment_id, due, received_at, outcome from probe_result
        where target_id = ? and region = ? and not requested
        order by due
        """,
        row ->
            new Row(
                row.getObject("assignment_id", UUID.class),
                instant(row, "due"),
                instant(row, "received_at"),
                row.getString("outcome")),
        target,
        region);
  }

  /** The first rows of a target from a region with all that is in them, missed runs left out. */
  List<String> rows(UUID target, String region, int count) {
    return query(
        """
        select r::text from probe_result r
        where target_id = ? and region = ? and outcome <> 'missed' and not requested
        order by due
        limit ?
        """,
        row -> row.getString(1),
        target,
        region,
        count);
  }

  /** Real results as an agent sends them. */
  ObjectNode batch(UUID target, String region) {
    ArrayNode results = Operator.JSON.createArrayNode();
    query(
            """
            select assignment_id, due, detail::text as detail from probe_result
            where target_id = ? and region = ? and outcome <> 'missed' and not requested
            order by due
            limit 500
            """,
            row ->
                Map.of(
                    "assignment", row.getString("assignment_id"),
                    "due", instant(row, "due").toString(),
                    "result", row.getString("detail")),
            target,
            region)
        .forEach(found -> {
          ObjectNode result = results.addObject();
          result.put("assignment", found.get("assignment")).put("due", found.get("due"));
          try {
            result.set("result", Operator.JSON.readTree(found.get("result")));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return Operator.JSON.createObjectNode().set("results", results);
  }

  /** How many runs have which outcome. */
  Map<String, Long> outcomes() {
    Map<String, Long> outcomes = new TreeMap<>();
    query(
            "select outcome, count(*) from probe_result where not requested group by outcome",
            row -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(entry -> outcomes.put(entry.getKey(), entry.getValue()));
    return outcomes;
  }

  /**
   * Holds the rows of every assignment against its schedule, as far as runs were due until then.
   *
   * @param grace how long nobody may have known of a new assignment; runs due then may have no row
   * @return due runs without a row and rows without a due run; the key keeps a run from having two
   */
  List<String> amiss(Instant until, Duration grace) {
    List<String> amiss = new ArrayList<>();
    for (Term term : terms()) {
      Instant end = term.until.isBefore(until) ? term.until : until;
      List<Instant> expected =
          Schedule.of(term.assignment, term.interval).between(term.from, end, 100_000);
      List<Instant> found = dues(term.assignment, end);
      expected.stream()
          .filter(due -> !found.contains(due) && !due.isBefore(term.from.plus(grace)))
          .forEach(due -> amiss.add("nothing of " + term.assignment + " at " + due));
      found.stream()
          .filter(due -> !expected.contains(due))
          .forEach(due -> amiss.add("no run of " + term.assignment + " at " + due));
    }
    return amiss;
  }

  private record Term(UUID assignment, Duration interval, Instant from, Instant until) {}

  private List<Term> terms() {
    return query(
        """
        select id, interval_ms, created_at, coalesce(ended_at, now() + interval '1 day') as until
        from assignment
        """,
        row ->
            new Term(
                row.getObject("id", UUID.class),
                Duration.ofMillis(row.getLong("interval_ms")),
                instant(row, "created_at"),
                instant(row, "until")));
  }

  private List<Instant> dues(UUID assignment, Instant until) {
    return query(
        """
        select due from probe_result
        where assignment_id = ? and due <= ? and not requested
        order by due
        """,
        row -> instant(row, "due"),
        assignment,
        until.atOffset(ZoneOffset.UTC));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> query(String sql, Reader<T> reader, Object... values) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      List<T> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(reader.read(rows));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
