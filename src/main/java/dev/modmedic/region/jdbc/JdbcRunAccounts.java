package dev.modmedic.region.jdbc;

import dev.modmedic.database.Columns;
import dev.modmedic.database.Transactions;
import dev.modmedic.history.StoreUnavailable;
import dev.modmedic.region.RunAccounts;
import dev.modmedic.region.RunKey;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads and keeps in PostgreSQL which runs are accounted for. */
@Singleton
@Requires(beans = DataSource.class)
final class JdbcRunAccounts implements RunAccounts {
  /** Agents call every few seconds; one that was not heard for so long is away. */
  private static final Duration SILENT = Duration.ofMinutes(1);

  /** One that was not heard for longer has been given up. */
  private static final Duration GONE = Duration.ofDays(1);

  /** A region without any agent holds nothing back. */
  private static final String OPEN =
      """
      select a.id, a.target_id, a.region, coalesce(r.via, r.name) as prober, a.kind,
        a.interval_ms, a.created_at, a.ended_at, a.accounted_until,
        exists (
          select 1 from agent g
          where g.workspace = a.workspace and g.region = coalesce(r.via, r.name)
            and g.revoked_at is null and g.last_seen_at > ?
            and (g.spooled > 0 or g.last_seen_at < ?)) as awaited
      from assignment a
      join region r on r.workspace = a.workspace and r.name = a.region
      where a.workspace = ? and a.accounted_until < ?
        and (a.ended_at is null or a.accounted_until < a.ended_at)
      order by a.accounted_until, a.id
      limit 20000
      """;

  private static final String SETTLED =
      """
      select r.assignment_id, r.due
      from probe_result r
      join unnest(?, ?) as k (assignment_id, due)
        on k.assignment_id = r.assignment_id and k.due = r.due
      where r.workspace = ? and r.due >= ? and r.due <= ?
      """;

  private static final String INSERT_MISSED =
      """
      insert into probe_result (
        workspace, assignment_id, due, target_id, region, kind, requested, received_at, outcome)
      select a.workspace, a.id, k.due, a.target_id, a.region, a.kind, false, ?, 'missed'
      from unnest(?, ?) as k (id, due)
      join assignment a on a.workspace = ? and a.id = k.id
      order by a.id, k.due
      on conflict (workspace, assignment_id, due) do nothing
      returning assignment_id, due
      """;

  private static final String DELETE_RUNS =
      """
      delete from probe_run p
      using unnest(?, ?) as k (assignment_id, due)
      where p.workspace = ? and p.assignment_id = k.assignment_id and p.due = k.due
      """;

  private static final String ADVANCE =
      """
      update assignment a
      set accounted_until = k.until
      from unnest(?, ?) as k (id, until)
      where a.workspace = ? and a.id = k.id
      """;

  private static final String GIVE_UP =
      """
      with gone as (
        delete from probe_run
        where workspace = ? and requested and due < ?
          and (leased_until is null or leased_until <= ?)
        returning workspace, assignment_id, due)
      insert into probe_result (
        workspace, assignment_id, due, target_id, region, kind, requested, received_at, outcome)
      select a.workspace, a.id, g.due, a.target_id, a.region, a.kind, true, ?, 'missed'
      from gone g
      join assignment a on a.workspace = g.workspace and a.id = g.assignment_id
      on conflict (workspace, assignment_id, due) do nothing
      returning assignment_id, due
      """;

  private static final String FORGET =
      """
      delete from assignment
      where workspace = ? and ended_at < ? and accounted_until >= ended_at
      """;

  private final Transactions transactions;

  JdbcRunAccounts(DataSource dataSource) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
  }

  @Override
  public List<Account> open(String workspace, Instant horizon, Instant now) {
    return transactions.run(connection ->
        Statements.list(
            connection,
            OPEN,
            row ->
                new Account(
                    JdbcAssignmentStore.origin(row),
                    Columns.instant(row, "accounted_until"),
                    row.getBoolean("awaited")),
            now.minus(GONE),
            now.minus(SILENT),
            workspace,
            horizon));
  }

  @Override
  public Set<RunKey> settled(String workspace, List<RunKey> runs) {
    if (runs.isEmpty()) {
      return Set.of();
    }
    List<Instant> dues = runs.stream().map(RunKey::due).sorted().toList();
    return transactions.run(connection ->
        new HashSet<>(
            Statements.list(
                connection,
                SETTLED,
                Statements::key,
                Statements.ids(runs),
                Statements.dues(runs),
                workspace,
                dues.getFirst(),
                dues.getLast())));
  }

  @Override
  public void record(String workspace, List<RunKey> missed, Map<UUID, Instant> until, Instant now) {
    transactions.run(connection -> {
      List<RunKey> recorded = insert(connection, workspace, missed, now);
      List<UUID> ids = List.copyOf(until.keySet());
      return Statements.update(
              connection,
              ADVANCE,
              new Statements.Ids(ids),
              new Statements.Times(ids.stream().map(until::get).toList()),
              workspace)
          + recorded.size();
    });
  }

  private static List<RunKey> insert(
      Connection connection, String workspace, List<RunKey> missed, Instant now)
      throws SQLException {
    if (missed.isEmpty()) {
      return List.of();
    }
    List<RunKey> recorded =
        Statements.list(
            connection,
            INSERT_MISSED,
            Statements::key,
            now,
            Statements.ids(missed),
            Statements.dues(missed),
            workspace);
    Statements.update(
        connection, DELETE_RUNS, Statements.ids(missed), Statements.dues(missed), workspace);
    JdbcResultStore.tellHealth(connection, workspace, recorded);
    return recorded;
  }

  @Override
  public int giveUpRequested(String workspace, Instant horizon, Instant now) {
    return transactions.run(connection -> {
      List<RunKey> gone =
          Statements.list(connection, GIVE_UP, Statements::key, workspace, horizon, now, now);
      JdbcResultStore.tellHealth(connection, workspace, gone);
      return gone.size();
    });
  }

  @Override
  public int forgetEnded(String workspace, Instant horizon) {
    return transactions.run(
        connection -> Statements.update(connection, FORGET, workspace, horizon));
  }
}
