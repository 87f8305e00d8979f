package dev.modmedic.history.jdbc;

import dev.modmedic.history.InsightQuery;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Sets the parameters of a statement one after the other. */
final class Binding implements AutoCloseable {
  private final PreparedStatement statement;
  private int next = 1;

  Binding(PreparedStatement statement) {
    this.statement = statement;
  }

  Binding with(Object value) throws SQLException {
    statement.setObject(next++, value);
    return this;
  }

  /** The parameters of {@code InsightSql.COUNTED}. */
  Binding counted(String workspace, InsightQuery query, Instant since) throws SQLException {
    with(workspace);
    with(since.atOffset(ZoneOffset.UTC));
    with(query.until().atOffset(ZoneOffset.UTC));
    @Nullable String project = query.project();
    for (int i = 0; i < 3; i++) {
      statement.setObject(
          next++, project == null ? null : StorableText.encode(project), Types.VARCHAR);
    }
    return this;
  }

  /** The rows live until this is closed. */
  ResultSet query() throws SQLException {
    return statement.executeQuery();
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
