package dev.modmedic.health.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sets the parameters of a statement one after the other, and reads the types of ours. */
final class Binding implements AutoCloseable {
  private final PreparedStatement statement;
  private int next = 1;

  private Binding(PreparedStatement statement) {
    this.statement = statement;
  }

  static Binding of(Connection connection, String sql) throws SQLException {
    return new Binding(connection.prepareStatement(sql));
  }

  Binding with(Object value) throws SQLException {
    statement.setObject(next++, value instanceof Instant instant ? utc(instant) : value);
    return this;
  }

  /** A text that may be missing. */
  Binding text(@Nullable String value) throws SQLException {
    statement.setObject(next++, value, Types.VARCHAR);
    return this;
  }

  /** A number that may be missing. */
  Binding number(@Nullable Long value) throws SQLException {
    statement.setObject(next++, value, Types.BIGINT);
    return this;
  }

  /** A time that may be missing. */
  Binding time(@Nullable Instant value) throws SQLException {
    statement.setObject(next++, value == null ? null : utc(value), Types.TIMESTAMP_WITH_TIMEZONE);
    return this;
  }

  Binding id(@Nullable UUID value) throws SQLException {
    statement.setObject(next++, value, Types.OTHER);
    return this;
  }

  Binding bytes(byte @Nullable [] value) throws SQLException {
    statement.setBytes(next++, value);
    return this;
  }

  Binding texts(Collection<String> values) throws SQLException {
    return array("text", values.toArray());
  }

  Binding ids(Collection<UUID> values) throws SQLException {
    return array("uuid", values.toArray());
  }

  Binding times(Collection<Instant> values) throws SQLException {
    return array("timestamptz", values.stream().map(Binding::utc).toArray());
  }

  Binding array(String type, @Nullable Object[] values) throws SQLException {
    statement.setArray(next++, statement.getConnection().createArrayOf(type, values));
    return this;
  }

  void addBatch() throws SQLException {
    statement.addBatch();
    next = 1;
  }

  void executeBatch() throws SQLException {
    statement.executeBatch();
  }

  int update() throws SQLException {
    return statement.executeUpdate();
  }

  void execute() throws SQLException {
    statement.execute();
  }

  /** The rows live until this is closed. */
  ResultSet query() throws SQLException {
    return statement.executeQuery();
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static UUID uuid(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
