package dev.modmedic.region.jdbc;

import dev.modmedic.database.Transactions;
import dev.modmedic.history.StoreUnavailable;
import dev.modmedic.region.ResultFilter;
import dev.modmedic.region.ResultStore;
import dev.modmedic.region.RunKey;
import dev.modmedic.region.StoredResult;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keeps results in PostgreSQL, each batch in one transaction. */
@Singleton
@Requires(beans = DataSource.class)
final class JdbcResultStore implements ResultStore {
  private static final String REQUESTED =
      """
      select p.assignment_id, p.due
      from probe_run p
      join unnest(?, ?) as k (assignment_id, due)
        on k.assignment_id = p.assignment_id and k.due = p.due
      where p.workspace = ? and p.requested
      union
      select r.assignment_id, r.due
      from probe_result r
      join unnest(?, ?) as k (assignment_id, due)
        on k.assignment_id = r.assignment_id and k.due = r.due
      where r.workspace = ? and r.requested
      """;

  private static final String DELETE_RUNS =
      """
      delete from probe_run p
      using unnest(?, ?) as k (assignment_id, due)
      where p.workspace = ? and p.assignment_id = k.assignment_id and p.due = k.due
      """;

  static final String TELL_HEALTH =
      """
      insert into result_backlog (workspace, assignment_id, since)
      select ?, k.assignment_id, k.since
      from unnest(?, ?) as k (assignment_id, since)
      """;

  private final Transactions transactions;

  JdbcResultStore(DataSource dataSource) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
  }

  @Override
  public int keep(String workspace, List<Arrival> arrivals) {
    // In one order everywhere, so that two batches with the same runs do not wait for each other.
    List<Arrival> ordered =
        arrivals.stream()
            .sorted(
                Comparator.comparing((Arrival arrival) -> arrival.run().assignment())
                    .thenComparing(arrival -> arrival.run().due()))
            .toList();
    List<RunKey> keys = ordered.stream().map(JdbcResultStore::key).toList();
    return transactions.runDurably(connection -> {
      List<RunKey> fresh = insert(connection, workspace, ordered);
      Statements.update(
          connection, DELETE_RUNS, Statements.ids(keys), Statements.dues(keys), workspace);
      tellHealth(connection, workspace, fresh);
      return fresh.size();
    });
  }

  private static RunKey key(Arrival arrival) {
    return new RunKey(arrival.run().assignment(), arrival.run().due());
  }

  /** Those that were new. */
  private static List<RunKey> insert(
      Connection connection, String workspace, List<Arrival> arrivals) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ResultRow.INSERT)) {
      for (Arrival arrival : arrivals) {
        ResultRow.bind(insert, workspace, arrival);
        insert.addBatch();
      }
      int[] counts = insert.executeBatch();
      List<RunKey> fresh = new ArrayList<>();
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] == 1) {
          fresh.add(key(arrivals.get(i)));
        }
      }
      return fresh;
    }
  }

  /** One row for each assignment, with the earliest of its runs. */
  static void tellHealth(Connection connection, String workspace, List<RunKey> fresh)
      throws SQLException {
    Map<UUID, Instant> since = new TreeMap<>();
    fresh.forEach(run ->
        since.merge(
            run.assignment(), run.due(), (one, other) -> one.isBefore(other) ? one : other));
    if (!since.isEmpty()) {
      Statements.update(
          connection,
          TELL_HEALTH,
          workspace,
          new Statements.Ids(List.copyOf(since.keySet())),
          new Statements.Times(List.copyOf(since.values())));
    }
  }

  @Override
  public Set<RunKey> requested(String workspace, Collection<RunKey> runs) {
    Statements.Ids ids = Statements.ids(runs);
    Statements.Times dues = Statements.dues(runs);
    return transactions.run(connection ->
        new HashSet<>(
            Statements.list(
                connection,
                REQUESTED,
                Statements::key,
                ids,
                dues,
                workspace,
                ids,
                dues,
                workspace)));
  }

  @Override
  public List<StoredResult> list(
      String workspace, UUID target, ResultFilter filter, @Nullable RunKey after, int limit) {
    return transactions.run(
        connection -> new ResultQuery(workspace, target, filter, after).run(connection, limit));
  }
}
