package dev.modmedic.region.jdbc;

import dev.modmedic.database.Columns;
import dev.modmedic.database.Transactions;
import dev.modmedic.history.StoreUnavailable;
import dev.modmedic.region.RunKey;
import dev.modmedic.region.RunQueue;
import dev.modmedic.region.Schedule;
import dev.modmedic.request.Made;
import dev.modmedic.request.RequestKey;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Gives runs out from PostgreSQL; replicas pass over the rows that others have locked. */
@Singleton
@Requires(beans = DataSource.class)
final class JdbcRunQueue implements RunQueue {
  /** Of one look; what is left comes with the next. */
  private static final int MOST_PLANNED = 5_000;

  private static final int MOST_OF_ONE = 200;

  private static final String TO_PLAN =
      """
      select a.id, a.interval_ms, a.next_due
      from assignment a
      join region r on r.workspace = a.workspace and r.name = a.region
      where a.workspace = ? and a.ended_at is null and a.next_due <= ?
        and coalesce(r.via, r.name) = ?
      order by a.next_due
      limit ?
      for update of a skip locked
      """;

  private static final String INSERT_RUNS =
      """
      insert into probe_run (workspace, assignment_id, due, region)
      select ?, k.assignment_id, k.due, ?
      from unnest(?, ?) as k (assignment_id, due)
      on conflict (workspace, assignment_id, due) do nothing
      """;

  private static final String ADVANCE =
      """
      update assignment a
      set next_due = k.due
      from unnest(?, ?) as k (id, due)
      where a.workspace = ? and a.id = k.id
      """;

  private static final String CLAIM =
      """
      update probe_run p
      set leased_by = ?, leased_until = ?
      from (
        select assignment_id, due
        from probe_run
        where workspace = ? and region = ? and due <= ?
          and (leased_until is null or leased_until <= ?) and (due >= ? or requested)
        order by due
        limit ?
        for update skip locked) free
      where p.workspace = ? and p.assignment_id = free.assignment_id and p.due = free.due
      returning p.assignment_id, p.due
      """;

  private static final String RENEW =
      """
      update probe_run
      set leased_until = ?
      where workspace = ? and leased_by = ? and leased_until < ?
      """;

  private static final String GIVE_BACK =
      """
      update probe_run p
      set leased_by = null, leased_until = null
      from unnest(?, ?) as k (assignment_id, due)
      where p.workspace = ? and p.assignment_id = k.assignment_id and p.due = k.due
        and p.leased_by = ?
      """;

  private static final String DROP =
      """
      delete from probe_run p
      using unnest(?, ?) as k (assignment_id, due)
      where p.workspace = ? and p.assignment_id = k.assignment_id and p.due = k.due
        and p.leased_by = ?
      """;

  private final Transactions transactions;

  JdbcRunQueue(DataSource dataSource) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
  }

  /** An assignment with runs to be made. */
  private record Plan(UUID assignment, Schedule schedule, Instant next) {
    /** Runs from the next one that is not too late, up to the horizon. */
    List<Instant> due(Instant earliest, Instant horizon) {
      Instant from = next.isBefore(earliest) ? earliest : next;
      return schedule.between(from.minusMillis(1), horizon, MOST_OF_ONE);
    }
  }

  @Override
  public int plan(String workspace, String region, Instant earliest, Instant horizon) {
    return transactions.run(connection -> {
      List<Plan> plans = plans(connection, workspace, region, horizon);
      List<RunKey> runs = new ArrayList<>();
      List<RunKey> next = new ArrayList<>();
      for (Plan plan : plans) {
        List<Instant> due = plan.due(earliest, horizon);
        due.forEach(at -> runs.add(new RunKey(plan.assignment(), at)));
        Instant last = due.isEmpty() ? horizon : due.getLast();
        next.add(new RunKey(plan.assignment(), plan.schedule().after(last)));
      }
      if (!plans.isEmpty()) {
        Statements.update(
            connection,
            INSERT_RUNS,
            workspace,
            region,
            Statements.ids(runs),
            Statements.dues(runs));
        Statements.update(
            connection, ADVANCE, Statements.ids(next), Statements.dues(next), workspace);
      }
      return runs.size();
    });
  }

  private static List<Plan> plans(
      Connection connection, String workspace, String region, Instant horizon) throws SQLException {
    return Statements.list(
        connection,
        TO_PLAN,
        row -> {
          UUID id = Columns.uuid(row, "id");
          Duration interval = Duration.ofMillis(row.getLong("interval_ms"));
          return new Plan(id, Schedule.of(id, interval), Columns.instant(row, "next_due"));
        },
        workspace,
        horizon,
        region,
        MOST_PLANNED);
  }

  @Override
  public List<RunKey> claim(
      String workspace, String region, Lease lease, Instant earliest, Instant latest, int most) {
    return transactions.run(connection ->
        Statements.list(
                connection,
                CLAIM,
                Statements::key,
                lease.owner(),
                lease.until(),
                workspace,
                region,
                latest,
                lease.now(),
                earliest,
                most,
                workspace)
            .stream()
            .sorted(Comparator.comparing(RunKey::due))
            .toList());
  }

  @Override
  public void renew(String workspace, Lease lease) {
    transactions.run(connection ->
        Statements.update(
            connection, RENEW, lease.until(), workspace, lease.owner(), lease.until()));
  }

  @Override
  public void giveBack(String workspace, String owner, Collection<RunKey> runs) {
    change(GIVE_BACK, workspace, owner, runs);
  }

  @Override
  public void drop(String workspace, String owner, Collection<RunKey> runs) {
    change(DROP, workspace, owner, runs);
  }

  private void change(String sql, String workspace, String owner, Collection<RunKey> runs) {
    transactions.run(connection ->
        Statements.update(
            connection, sql, Statements.ids(runs), Statements.dues(runs), workspace, owner));
  }

  @Override
  public Optional<Made<List<Asked>>> ask(
      String workspace, Wish wish, Instant now, int most, @Nullable RequestKey key) {
    return transactions.runDurably(
        connection -> new Asking(connection, workspace, now).once(key, wish, most));
  }
}
