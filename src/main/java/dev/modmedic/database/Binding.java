package dev.modmedic.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A statement whose parameters are set one after the other. */
public final class Binding implements AutoCloseable {
  private final PreparedStatement statement;
  private int next = 1;

  private Binding(PreparedStatement statement) {
    this.statement = statement;
  }

  public static Binding of(Connection connection, String sql) throws SQLException {
    return new Binding(connection.prepareStatement(sql));
  }

  /** Makes a value of the current row. */
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Sets one parameter; an instant in whole microseconds, as it will be read again. */
  public Binding with(@Nullable Object value) throws SQLException {
    statement.setObject(next++, value instanceof Instant instant ? utc(instant) : value);
    return this;
  }

  /** A text that may be missing. */
  public Binding text(@Nullable String value) throws SQLException {
    statement.setObject(next++, value, Types.VARCHAR);
    return this;
  }

  /** A number that may be missing. */
  public Binding number(@Nullable Long value) throws SQLException {
    statement.setObject(next++, value, Types.BIGINT);
    return this;
  }

  /** A time that may be missing. */
  public Binding time(@Nullable Instant value) throws SQLException {
    statement.setObject(next++, value == null ? null : utc(value), Types.TIMESTAMP_WITH_TIMEZONE);
    return this;
  }

  public Binding id(@Nullable UUID value) throws SQLException {
    statement.setObject(next++, value, Types.OTHER);
    return this;
  }

  public Binding bytes(byte @Nullable [] value) throws SQLException {
    statement.setBytes(next++, value);
    return this;
  }

  public Binding texts(Collection<String> values) throws SQLException {
    return array("text", values.toArray());
  }

  public Binding ids(Collection<UUID> values) throws SQLException {
    return array("uuid", values.toArray());
  }

  public Binding times(Collection<Instant> values) throws SQLException {
    return array("timestamptz", values.stream().map(Binding::utc).toArray());
  }

  public Binding array(String type, @Nullable Object[] values) throws SQLException {
    statement.setArray(next++, statement.getConnection().createArrayOf(type, values));
    return this;
  }

  public void addBatch() throws SQLException {
    statement.addBatch();
    next = 1;
  }

  public void executeBatch() throws SQLException {
    statement.executeBatch();
  }

  public int update() throws SQLException {
    return statement.executeUpdate();
  }

  public void execute() throws SQLException {
    statement.execute();
  }

  /** The rows live until this is closed. */
  public ResultSet query() throws SQLException {
    return statement.executeQuery();
  }

  /** All rows; they are read before this returns. */
  public <T> List<T> rows(Row<T> reader) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        rows.add(reader.read(found));
      }
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
