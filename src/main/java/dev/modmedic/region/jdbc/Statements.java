package dev.modmedic.region.jdbc;

import dev.modmedic.database.Columns;
import dev.modmedic.database.JsonColumn;
import dev.modmedic.problem.Surrogates;
import dev.modmedic.region.RunKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs SQL with parameters in our own types. */
final class Statements {
  private Statements() {}

  /** Makes a value of the current row. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  static <T> List<T> list(
      Connection connection, String sql, RowReader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      bind(select, parameters);
      try (ResultSet found = select.executeQuery()) {
        List<T> rows = new ArrayList<>();
        while (found.next()) {
          rows.add(reader.read(found));
        }
        return rows;
      }
    }
  }

  static <T> Optional<T> first(
      Connection connection, String sql, RowReader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    return list(connection, sql, reader, parameters).stream().findFirst();
  }

  /** How many rows were changed. */
  static int update(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      bind(update, parameters);
      return update.executeUpdate();
    }
  }

  /** An array of UUIDs. */
  record Ids(List<UUID> values) {}

  /** An array of times. */
  record Times(List<Instant> values) {}

  static Ids ids(Collection<RunKey> runs) {
    return new Ids(runs.stream().map(RunKey::assignment).toList());
  }

  static Times dues(Collection<RunKey> runs) {
    return new Times(runs.stream().map(RunKey::due).toList());
  }

  static RunKey key(ResultSet row) throws SQLException {
    return new RunKey(Columns.uuid(row, "assignment_id"), Columns.instant(row, "due"));
  }

  /** A JSON object for a column; what PostgreSQL cannot hold in it becomes U+FFFD. */
  static String json(Map<String, @Nullable Object> tree) {
    return JsonColumn.write(Surrogates.storable((Object) tree));
  }

  /** Sets all parameters; times become UTC, durations milliseconds, lists arrays of text. */
  static void bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, bound(statement.getConnection(), parameters[i]));
    }
  }

  private static @Nullable Object bound(Connection connection, @Nullable Object parameter)
      throws SQLException {
    return switch (parameter) {
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case Duration duration -> duration.toMillis();
      case Ids(List<UUID> ids) -> connection.createArrayOf("uuid", ids.toArray());
      case Times(List<Instant> times) ->
          connection.createArrayOf("timestamptz", times.stream().map(Instant::toString).toArray());
      case Collection<?> texts -> connection.createArrayOf("text", texts.toArray());
      case null -> null;
      default -> parameter;
    };
  }
}
