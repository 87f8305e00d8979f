package dev.modmedic.history.jdbc;

import dev.modmedic.history.DiagnosisFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Builds the statement of one page; only what is filtered by is in it, so that the planner can
 * choose the index for it.
 */
final class DiagnosisQuery {
  private static final String BY_CAUSE =
      """
      and exists (
        select 1 from diagnosis_cause c
        where c.workspace = d.workspace and c.diagnosis_id = d.id and %s)
      """;

  private final StringBuilder conditions = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  DiagnosisQuery(String workspace, DiagnosisFilter filter) {
    parameters.add(workspace);
    byCause("c.code = ?", filter.cause(), 1);
    byCause("left(c.module, 300) = left(?, 300) and c.module = ?", filter.module(), 2);
    byCause("left(c.host, 300) = left(?, 300) and c.host = ?", filter.host(), 2);
    text("and left(d.project, 300) = left(?, 300) and d.project = ?\n", filter.project(), 2);
    text("and d.fingerprint = ?\n", filter.fingerprint(), 1);
    time("and d.created_at >= ?\n", filter.since());
    time("and d.created_at < ?\n", filter.until());
  }

  private void byCause(String condition, @Nullable String value, int times) {
    text(BY_CAUSE.formatted(condition), value, times);
  }

  private void text(String condition, @Nullable String value, int times) {
    if (value != null) {
      conditions.append(condition);
      for (int i = 0; i < times; i++) {
        parameters.add(StorableText.encode(value));
      }
    }
  }

  private void time(String condition, @Nullable Instant bound) {
    if (bound != null) {
      conditions.append(condition);
      parameters.add(bound.atOffset(ZoneOffset.UTC));
    }
  }

  /** Continues behind a place in the order. */
  DiagnosisQuery after(OffsetDateTime createdAt, UUID id) {
    conditions.append("and (d.created_at, d.id) < (?, ?)\n");
    parameters.add(createdAt);
    parameters.add(id);
    return this;
  }

  String sql() {
    return """
    select %s
    from diagnosis d
    where d.workspace = ?
    %s
    order by d.created_at desc, d.id desc
    limit ?
    """
        .formatted(DiagnosisRow.COLUMNS, conditions);
  }

  List<DiagnosisRow> run(Connection connection, int limit) throws SQLException {
    List<DiagnosisRow> rows = new ArrayList<>();
    try (PreparedStatement select = prepare(connection, sql(), limit);
        ResultSet found = select.executeQuery()) {
      while (found.next()) {
        rows.add(DiagnosisRow.of(found));
      }
    }
    return rows;
  }

  PreparedStatement prepare(Connection connection, String sql, int limit) throws SQLException {
    PreparedStatement select = connection.prepareStatement(sql);
    int index = 1;
    for (Object parameter : parameters) {
      select.setObject(index++, parameter);
    }
    select.setInt(index, limit);
    return select;
  }
}
