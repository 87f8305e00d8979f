package dev.modmedic.region.jdbc;

import dev.modmedic.region.ResultFilter;
import dev.modmedic.region.RunKey;
import dev.modmedic.region.StoredResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds the statement of one page of results; only what is filtered by is in it. */
final class ResultQuery {
  private final StringBuilder conditions = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();
  private final boolean withDetail;

  ResultQuery(String workspace, UUID target, ResultFilter filter, @Nullable RunKey after) {
    withDetail = filter.withDetail();
    parameters.add(workspace);
    parameters.add(target);
    and("r.region = ?", filter.region());
    and("r.kind = ?", filter.kind() == null ? null : filter.kind().word());
    and("r.outcome = ?", filter.outcome());
    and("r.assignment_id = ?", filter.assignment());
    and("r.due >= ?", filter.since());
    and("r.due < ?", filter.until());
    if (after != null) {
      // The first bound lets whole partitions be passed over.
      and("r.due <= ?", after.due());
      and("(r.due < ?", after.due());
      conditions.append(" or r.assignment_id < ?)\n");
      parameters.add(after.assignment());
    }
  }

  private void and(String condition, @Nullable Object value) {
    if (value != null) {
      conditions.append("and ").append(condition).append('\n');
      parameters.add(value);
    }
  }

  private String sql() {
    return """
    select %s%s
    from probe_result r
    where r.workspace = ? and r.target_id = ?
    %s
    order by r.due desc, r.assignment_id desc
    limit ?
    """
        .formatted(ResultRow.COLUMNS, withDetail ? ", r.detail" : "", conditions);
  }

  List<StoredResult> run(Connection connection, int limit) throws SQLException {
    parameters.add(limit);
    return Statements.list(
        connection, sql(), row -> ResultRow.read(row, withDetail), parameters.toArray());
  }
}
