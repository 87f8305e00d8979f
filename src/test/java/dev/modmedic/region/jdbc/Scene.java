package dev.modmedic.region.jdbc;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.modmedic.access.EgressPolicy;
import dev.modmedic.database.Columns;
import dev.modmedic.go.ModuleVersion;
import dev.modmedic.probe.Attempt;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.Phase;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.probe.ProbeSettings;
import dev.modmedic.probe.TargetType;
import dev.modmedic.probe.Timings;
import dev.modmedic.region.AcceptResults;
import dev.modmedic.region.AgentClock;
import dev.modmedic.region.Agents;
import dev.modmedic.region.Agents.Admission.Admitted;
import dev.modmedic.region.Assignment;
import dev.modmedic.region.AssignmentStore;
import dev.modmedic.region.HostRule;
import dev.modmedic.region.Order;
import dev.modmedic.region.OrderCheck;
import dev.modmedic.region.References;
import dev.modmedic.region.Region;
import dev.modmedic.region.RegionStore;
import dev.modmedic.region.RunQueue.Asked;
import dev.modmedic.region.RunQueue.Wish;
import dev.modmedic.region.RunResult;
import dev.modmedic.region.SelfCheck;
import dev.modmedic.region.SyncInterval;
import dev.modmedic.region.Watch;
import dev.modmedic.region.WatchStore;
import dev.modmedic.region.Watches;
import dev.modmedic.request.Made;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The stores and use cases on one database, with the simplest orders and results. */
final class Scene {
  static final String WORKSPACE = Region.WORKSPACE;

  /** Never doubts that this machine is online. */
  static final SelfCheck ONLINE =
      new SelfCheck(
          References.none(), references -> true, AgentClock.system(), Duration.ZERO, event -> {});

  final DataSource dataSource;
  final Clock clock;
  final JdbcRegionStore regions;
  final JdbcWatchStore watchStore;
  final AssignmentStore assignments;
  final JdbcResultStore results;
  final JdbcRunQueue queue;
  final JdbcRunAccounts accounts;
  final JdbcAgentStore agentStore;
  final Watches watches;
  final Agents agents;
  final AcceptResults accept;

  /** With agents that hear of changes at once. */
  Scene(DataSource dataSource, Clock clock) {
    this(dataSource, clock, Duration.ZERO);
  }

  Scene(DataSource dataSource, Clock clock, Duration syncInterval) {
    this.dataSource = dataSource;
    this.clock = clock;
    regions = new JdbcRegionStore(dataSource);
    watchStore =
        new JdbcWatchStore(
            dataSource, UuidCreator::getTimeOrderedEpoch, new SyncInterval(syncInterval));
    assignments = new JdbcAssignmentStore(dataSource);
    results = new JdbcResultStore(dataSource);
    queue = new JdbcRunQueue(dataSource);
    accounts = new JdbcRunAccounts(dataSource);
    agentStore = new JdbcAgentStore(dataSource);
    watches =
        new Watches(
            watchStore,
            regions,
            new OrderCheck(Duration.ofSeconds(1), new HostRule(EgressPolicy.STRICT)),
            clock,
            UuidCreator::getTimeOrderedEpoch);
    agents =
        new Agents(
            agentStore,
            assignments,
            clock,
            UuidCreator::getTimeOrderedEpoch,
            Duration.ofSeconds(10));
    accept = new AcceptResults(results, assignments, clock, Duration.ofDays(14));
  }

  /** An order with everything at its simplest. */
  static Order order(String name, Duration interval, List<String> regions, ProbeKind... kinds) {
    return new Order(
        name,
        TargetType.GOPROXY,
        URI.create("https://proxy.example/" + name),
        List.of(kinds),
        regions,
        interval,
        false,
        settings(Duration.ofSeconds(10)));
  }

  static ProbeSettings settings(Duration timeout) {
    ProbeSettings usual = ProbeSettings.DEFAULTS;
    return new ProbeSettings(
        timeout,
        usual.slowAfter(),
        List.of(ModuleVersion.parse("golang.org/x/text@v0.3.0").orElseThrow()),
        usual.resolvers(),
        usual.sumDb(),
        usual.cold(),
        usual.index(),
        usual.acceptedStatus(),
        usual.certificateDays(),
        64L << 20);
  }

  Watch create(Order order) {
    return kept(watches.create(WORKSPACE, order, null));
  }

  static Watch kept(WatchStore.Outcome outcome) {
    if (outcome instanceof WatchStore.Outcome.Kept(Watch watch)) {
      return watch;
    }
    throw new AssertionError("not kept: " + outcome);
  }

  void createRegion(String name) {
    createRegion(new Region(name, Region.Kind.AGENT, name, null, null));
  }

  void createRegion(Region region) {
    if (regions.create(WORKSPACE, region, clock.instant(), null) != RegionStore.Creation.KEPT) {
      throw new AssertionError("not kept: " + region);
    }
  }

  List<Assignment> inForce(String region) {
    return assignments.inForce(WORKSPACE, region).assignments();
  }

  static RunResult passed(Assignment assignment, Instant due) {
    return new RunResult(assignment.id(), due, passed(due));
  }

  static ProbeResult passed(Instant startedAt) {
    return result(startedAt, Outcome.PASSED, null);
  }

  static RunResult failed(Assignment assignment, Instant due) {
    return new RunResult(
        assignment.id(),
        due,
        result(
            due,
            Outcome.FAILED,
            new Failure(FailureSource.RESOLVER, "dns.timeout", "i/o timeout", Phase.RESOLVE)));
  }

  private static ProbeResult result(Instant startedAt, Outcome outcome, @Nullable Failure failure) {
    return new ProbeResult(
        startedAt,
        outcome,
        new Attempt(
            new Timings(Duration.ofMillis(2), Duration.ofMillis(3), null, null, null),
            Duration.ofMillis(9),
            42,
            "192.0.2.1",
            200,
            failure),
        List.of(),
        List.of(),
        null,
        Map.of());
  }

  Admitted admit(String region, String name) {
    if (agents.admit(WORKSPACE, region, name, null) instanceof Admitted admitted) {
      return admitted;
    }
    throw new AssertionError("no such region: " + region);
  }

  Optional<List<Asked>> ask(UUID target, String region, Instant now, int most) {
    return queue.ask(WORKSPACE, new Wish(target, region, null), now, most, null).map(Made::value);
  }

  /** The first column of each row as text. */
  List<String> texts(String sql, Object... parameters) {
    return query(
        connection -> Statements.list(connection, sql, row -> row.getString(1), parameters));
  }

  long count(String sql, Object... parameters) {
    return Long.parseLong(texts(sql, parameters).getFirst());
  }

  List<UUID> runs(String region) {
    return query(connection ->
        Statements.list(
            connection,
            "select assignment_id from probe_run where region = ? order by due",
            row -> Columns.uuid(row, "assignment_id"),
            region));
  }

  /** SQL that gives something. */
  interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  <T> T query(Query<T> query) {
    try (Connection connection = dataSource.getConnection()) {
      return query.run(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
