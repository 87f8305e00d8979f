package dev.modmedic.region.jdbc;

import dev.modmedic.database.Columns;
import dev.modmedic.database.Once;
import dev.modmedic.database.Transactions;
import dev.modmedic.history.StoreUnavailable;
import dev.modmedic.region.Agent;
import dev.modmedic.region.AgentLease;
import dev.modmedic.region.AgentStore;
import dev.modmedic.region.AgentToken;
import dev.modmedic.request.Made;
import dev.modmedic.request.RequestKey;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keeps agents in PostgreSQL. */
@Singleton
@Requires(beans = DataSource.class)
final class JdbcAgentStore implements AgentStore {
  private static final int MOST = 1_000;

  private static final int MOST_REQUESTED = 200;

  private static final String INSERT =
      """
      insert into agent (workspace, id, region, name, token_hash, created_at)
      select r.workspace, ?, r.name, ?, ?, ?
      from region r
      where r.workspace = ? and r.name = ? and r.kind = 'agent'
      for share
      """;

  private static final String LIST =
      "select "
          + AgentRow.COLUMNS
          + """
          from agent g
          where g.workspace = ?
          order by g.region, g.created_at, g.id
          limit ?
          """;

  private static final String BY_TOKEN =
      "select "
          + AgentRow.COLUMNS
          + " from agent g where g.token_hash = ? and g.revoked_at is null";

  private static final String BY_ID =
      "select " + AgentRow.COLUMNS + " from agent g where g.workspace = ? and g.id = ?";

  private static final String REVOKE =
      """
      update agent
      set revoked_at = coalesce(revoked_at, ?)
      where workspace = ? and id = ?
      """;

  private static final String FORGET = "delete from agent where revoked_at < ?";

  private static final String FREE =
      """
      update region
      set active_agent = null, active_until = null
      where workspace = ? and active_agent = ?
      """;

  private static final String REPORT =
      """
      update agent
      set last_seen_at = ?, agent_version = ?, online = ?, spooled = ?, dropped = ?,
        clock_skew_ms = ?
      where workspace = ? and id = ?
      """;

  private static final String LOCK =
      """
      select assignments_version, active_agent, active_until
      from region
      where workspace = ? and name = ?
      for no key update
      """;

  private static final String HOLD =
      "update region set active_agent = ?, active_until = ? where workspace = ? and name = ?";

  private static final String TAKE_REQUESTED =
      """
      update probe_run p
      set leased_by = ?, leased_until = ?
      from (
        select assignment_id, due
        from probe_run
        where workspace = ? and region = ? and requested
          and (leased_until is null or leased_until <= ?)
        order by due
        limit ?
        for update skip locked) free
      where p.workspace = ? and p.assignment_id = free.assignment_id and p.due = free.due
      returning p.assignment_id, p.due
      """;

  private final Transactions transactions;

  JdbcAgentStore(DataSource dataSource) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
  }

  @Override
  public Optional<Made<Agent>> create(Agent agent, AgentToken token, @Nullable RequestKey key) {
    String workspace = agent.workspace();
    return transactions.runDurably(connection ->
        new Once(connection, workspace, key, agent.createdAt())
            .<Optional<Made<Agent>>>make(
                id ->
                    Statements.first(
                            connection, BY_ID, AgentRow::of, workspace, UUID.fromString(id))
                        .map(earlier -> Optional.of(new Made<>(earlier, true))),
                () ->
                    insert(connection, agent, token)
                        ? Optional.of(new Made<>(agent, false))
                        : Optional.empty(),
                made -> made.map(one -> one.value().id().toString())));
  }

  private static boolean insert(Connection connection, Agent agent, AgentToken token)
      throws SQLException {
    return Statements.update(
            connection,
            INSERT,
            agent.id(),
            agent.name(),
            token.hash(),
            agent.createdAt(),
            agent.workspace(),
            agent.region())
        == 1;
  }

  @Override
  public List<Agent> list(String workspace) {
    return transactions.run(
        connection -> Statements.list(connection, LIST, AgentRow::of, workspace, MOST));
  }

  @Override
  public boolean revoke(String workspace, UUID agent, Instant at) {
    return transactions.runDurably(connection -> {
      boolean known = Statements.update(connection, REVOKE, at, workspace, agent) == 1;
      Statements.update(connection, FREE, workspace, agent);
      return known;
    });
  }

  @Override
  public int forgetRevoked(Instant horizon) {
    return transactions.run(connection -> Statements.update(connection, FORGET, horizon));
  }

  @Override
  public Optional<Agent> find(AgentToken token) {
    return transactions.run(
        connection -> Statements.first(connection, BY_TOKEN, AgentRow::of, token.hash()));
  }

  /** The region as its agents share it. */
  private record Shared(String version, AgentLease lease) {}

  @Override
  public Orders report(Agent agent, Agent.Report report, boolean leaving, Duration length) {
    return transactions.run(connection -> {
      write(connection, agent, report);
      Shared shared = lock(connection, agent);
      Instant now = report.seenAt();
      AgentLease lease = shared.lease().called(agent.id(), leaving, now, length);
      if (!lease.equals(shared.lease())) {
        Statements.update(
            connection, HOLD, lease.agent(), lease.until(), agent.workspace(), agent.region());
      }
      List<Requested> requested =
          leaving ? List.of() : take(connection, agent, now, now.plus(length));
      return new Orders(lease.isHeldBy(agent.id(), now), shared.version(), requested);
    });
  }

  private static void write(Connection connection, Agent agent, Agent.Report report)
      throws SQLException {
    Statements.update(
        connection,
        REPORT,
        report.seenAt(),
        report.version(),
        report.online(),
        report.spooled(),
        report.dropped(),
        report.clockSkew(),
        agent.workspace(),
        agent.id());
  }

  private static Shared lock(Connection connection, Agent agent) throws SQLException {
    return Statements.first(
            connection,
            LOCK,
            row ->
                new Shared(
                    row.getString("assignments_version"),
                    new AgentLease(
                        Columns.uuidOrNull(row, "active_agent"),
                        Columns.instantOrNull(row, "active_until"))),
            agent.workspace(),
            agent.region())
        .orElseThrow(() -> new SQLException("an agent without its region"));
  }

  private static List<Requested> take(
      Connection connection, Agent agent, Instant now, Instant until) throws SQLException {
    return Statements.list(
        connection,
        TAKE_REQUESTED,
        row -> new Requested(Columns.uuid(row, "assignment_id"), Columns.instant(row, "due")),
        agent.id().toString(),
        until,
        agent.workspace(),
        agent.region(),
        now,
        MOST_REQUESTED,
        agent.workspace());
  }
}
