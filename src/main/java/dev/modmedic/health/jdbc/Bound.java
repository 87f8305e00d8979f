package dev.modmedic.health.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A statement whose parameters are set one after the other, and how its rows are read. */
final class Bound implements AutoCloseable {
  private final PreparedStatement statement;
  private int next = 1;

  private Bound(PreparedStatement statement) {
    this.statement = statement;
  }

  static Bound of(Connection connection, String sql) throws SQLException {
    return new Bound(connection.prepareStatement(sql));
  }

  /** Reads the row that a result stands at. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Sets one parameter; an instant in whole microseconds, as it will be read again. */
  Bound with(@Nullable Object value) throws SQLException {
    statement.setObject(
        next++, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
    return this;
  }

  Bound withTexts(Collection<String> texts) throws SQLException {
    statement.setArray(next++, statement.getConnection().createArrayOf("text", texts.toArray()));
    return this;
  }

  Bound withIds(Collection<UUID> ids) throws SQLException {
    statement.setArray(next++, statement.getConnection().createArrayOf("uuid", ids.toArray()));
    return this;
  }

  <T> List<T> rows(Row<T> reader) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        rows.add(reader.read(found));
      }
    }
    return rows;
  }

  int update() throws SQLException {
    return statement.executeUpdate();
  }

  void run() throws SQLException {
    statement.execute();
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static UUID id(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  static List<UUID> ids(ResultSet row, String column) throws SQLException {
    return List.of((UUID[]) row.getArray(column).getArray());
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
