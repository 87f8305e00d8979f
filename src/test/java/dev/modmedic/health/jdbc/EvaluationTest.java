package dev.modmedic.health.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.modmedic.health.Announcement;
import dev.modmedic.health.HealthRules;
import dev.modmedic.health.Judge;
import dev.modmedic.health.JudgingFailures;
import dev.modmedic.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

class EvaluationTest {
  private static final Instant TEN = Instant.parse("2026-11-27T10:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final SetClock clock = new SetClock(TEN);
  private final Judge judge = new Judge(HealthRules.DEFAULTS, UuidCreator::getTimeOrderedEpoch);
  private final JudgingFailures failures = new JudgingFailures();
  private DataSource dataSource;
  private Watched watched;
  private Evaluation evaluation;
  private Sweep sweep;

  @BeforeEach
  void open() {
    this.dataSource = TestDatabase.create().dataSource();
    this.watched = new Watched(dataSource);
    this.evaluation = new Evaluation(dataSource, judge, failures, clock);
    this.sweep = new Sweep(dataSource, HealthRules.DEFAULTS, judge, failures, clock);
  }

  @Test
  void resultsBecomeStatesAndTransitions() {
    UUID target = watched.target("p.example", MINUTE, "a", "b");
    UUID a = watched.assignment(target, "a", "http", MINUTE);
    UUID b = watched.assignment(target, "b", "http", MINUTE);
    watched.results(a, TEN, MINUTE, "pfff");
    watched.results(b, TEN, MINUTE, "pppp");
    clock.set(TEN.plus(Duration.ofMinutes(4)));

    assertThat(drain()).isEqualTo(2);

    assertThat(watched.rows("select region || ' ' || state from health_region order by region"))
        .containsExactly("a down", "b up");
    assertThat(watched.rows("select state from health_target")).containsExactly("regional");
    assertThat(watched.transitions())
        .containsExactlyInAnyOrder(
            "a unknown up quiet",
            "all unknown up quiet",
            "b unknown up quiet",
            "a up down",
            "all up regional");
    assertThat(
            watched.rows(
                """
                select cause || ' ' || regions::text
                from health_transition
                where region is null and cause is not null
                """))
        .containsExactly("dns.timeout {a}");
  }

  @Test
  void anEntryThatIsHandledAgainChangesNothing() {
    UUID a = check("a");
    watched.results(a, TEN, MINUTE, "pfff");
    clock.set(TEN.plus(Duration.ofMinutes(4)));
    drain();
    List<String> before = watched.transitions();
    List<String> check = watched.rows("select h::text from health_check h");

    watched.backlog(a, TEN);
    drain();

    assertThat(watched.transitions()).isEqualTo(before);
    assertThat(watched.rows("select h::text from health_check h")).isEqualTo(check);
    assertThat(watched.rows("select id::text from result_backlog")).isEmpty();
  }

  @Test
  void whatALateResultBelongsToIsComputedAnewAndTheStateStays() {
    UUID a = check("a");
    watched.results(a, TEN.plus(Duration.ofHours(1)), MINUTE, "ppp");
    drain();
    watched.update("delete from rollup_mark");
    watched.results(a, TEN, MINUTE, "ffff");
    drain();

    assertThat(watched.rows("select state from health_region")).containsExactly("up");
    assertThat(
            watched.rows(
                "select to_char(bucket at time zone 'utc', 'HH24:MI') from rollup_mark"
                    + " order by bucket"))
        .containsExactly("10:00", "11:00");
  }

  @Test
  void moreResultsThanOneJudgementReadsAreReadInTurn() {
    UUID a = check("a");
    watched.update(
        """
        insert into probe_result (
          workspace, assignment_id, due, target_id, region, kind, received_at, outcome)
        select a.workspace, a.id, s.due, a.target_id, a.region, a.kind, now(), 'passed'
        from assignment a
        cross join generate_series(?::timestamptz, ?::timestamptz, interval '1 minute') s(due)
        """,
        TEN.minus(Duration.ofMinutes(RunReader.LIMIT + 4)),
        TEN);
    watched.backlog(a, TEN.minus(Duration.ofDays(9)));

    drain();

    assertThat(watched.rows("select extract(epoch from last_due)::bigint::text from health_check"))
        .containsExactly(TEN.getEpochSecond() + "");
  }

  @Test
  void aResultThatCannotBeReadHoldsUpNoOtherTarget() {
    UUID bad = watched.assignment(watched.target("bad", MINUTE, "a"), "a", "sumdb", MINUTE);
    UUID good = watched.assignment(watched.target("good", MINUTE, "a"), "a", "http", MINUTE);
    watched.results(bad, TEN, MINUTE, "p");
    watched.update(
        """
        update probe_result
        set detail = '{"facts": {"sumdb.name": "s", "sumdb.size": "many", "sumdb.hash": "h"}}'
        where assignment_id = ?
        """,
        bad);
    watched.results(good, TEN, MINUTE, "pfff");
    clock.set(TEN.plus(MINUTE.multipliedBy(4)));

    assertThat(drain()).isEqualTo(2);

    assertThat(states()).containsExactly("good down");
    assertThat(failures.total()).isEqualTo(1);

    watched.update("update probe_result set detail = null");
    watched.results(bad, TEN.plus(MINUTE), MINUTE, "p");
    drain();
    assertThat(states()).containsExactly("bad up", "good down");
  }

  @Test
  void aTargetThatCannotBeJudgedHoldsUpNoOther() {
    twoTargets();

    assertThat(new Evaluation(dataSource, failing(1), failures, clock).batch()).isEqualTo(2);

    assertThat(states()).hasSize(1);
    assertThat(failures.total()).isEqualTo(1);
  }

  @Test
  void aTargetThatCannotBecomeStaleHoldsUpNoOther() {
    twoTargets();
    drain();
    clock.set(TEN.plus(MINUTE.multipliedBy(9)));

    // The first notice is that of the region.
    new Sweep(dataSource, HealthRules.DEFAULTS, failing(2), failures, clock).run();

    assertThat(states()).filteredOn(state -> state.endsWith("stale")).hasSize(1);
    assertThat(failures.total()).isEqualTo(1);
  }

  private void twoTargets() {
    for (String name : List.of("one", "two")) {
      UUID target = watched.target(name, MINUTE, "a");
      watched.results(watched.assignment(target, "a", "http", MINUTE), TEN, MINUTE, "p");
    }
  }

  /** Fails while it makes one of its notices, counted from 1. */
  private static Judge failing(int at) {
    AtomicInteger made = new AtomicInteger();
    return new Judge(
        HealthRules.DEFAULTS,
        () -> {
          if (made.incrementAndGet() == at) {
            throw new IllegalStateException("a mistake of ours");
          }
          return UuidCreator.getTimeOrderedEpoch();
        });
  }

  private List<String> states() {
    return watched.rows(
        """
        select t.name || ' ' || h.state
        from health_region h
        join target t on t.id = h.target_id
        order by 1
        """);
  }

  @Test
  void aSilentRegionIsToldOnceAndNeverTakesATargetDown() {
    List<UUID> targets = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      UUID target = watched.target("p" + i, MINUTE, "a", "b");
      watched.results(watched.assignment(target, "a", "http", MINUTE), TEN, MINUTE, "pp");
      UUID b = watched.assignment(target, "b", "http", MINUTE);
      watched.results(b, TEN, MINUTE, "pppppppppp");
      targets.add(b);
    }
    clock.set(TEN.plus(Duration.ofMinutes(9)));
    drain();
    watched.update("delete from health_transition");

    sweep.run();
    sweep.run();

    assertThat(watched.transitions())
        .containsExactly(
            "a up stale region", "a up stale quiet", "a up stale quiet", "a up stale quiet");
    assertThat(watched.rows("select distinct state from health_target")).containsExactly("up");

    watched
        .rows("select id::text from assignment where region = 'a'")
        .forEach(id -> watched.results(UUID.fromString(id), clock.instant(), MINUTE, "p"));
    drain();
    sweep.run();

    assertThat(watched.transitions().subList(4, 8))
        .containsExactly(
            "a stale up quiet", "a stale up quiet", "a stale up quiet", "a stale up region");
  }

  @Test
  void theNoticeOfASilentRegionCanBeAnnounced() {
    UUID a = check("a");
    watched.results(a, TEN, MINUTE, "pp");
    drain();
    clock.set(TEN.plus(Duration.ofMinutes(9)));
    sweep.run();
    List<Announcement> told = new ArrayList<>();

    new JdbcOutbox(dataSource)
        .announce(
            100,
            clock.instant(),
            (announcement, webhooks) -> {
              told.add(announcement);
              return List.of();
            });

    assertThat(told)
        .extracting(one -> one.target().en() + " " + one.region() + " " + one.to())
        .contains("every target a stale");
  }

  @Test
  void whatIsNoLongerWatchedIsForgotten() {
    UUID target = watched.target("p.example", MINUTE, "a");
    UUID a = watched.assignment(target, "a", "http", MINUTE);
    watched.results(a, TEN, MINUTE, "pfff");
    drain();
    watched.end(a);

    sweep.run();

    assertThat(watched.rows("select state from health_region")).containsExactly("unknown");
    assertThat(watched.rows("select state from health_target")).containsExactly("unknown");
    assertThat(watched.rows("select state from health_check")).isEmpty();

    watched.update("delete from target");
    sweep.run();

    assertThat(watched.rows("select state from health_target")).isEmpty();
    assertThat(watched.transitions()).contains("a down unknown quiet");
  }

  @Test
  void maintenanceIsMarked() {
    UUID a = check("a");
    watched.maintenance(null, "a", TEN, TEN.plus(Duration.ofHours(1)));
    watched.results(a, TEN, MINUTE, "pfff");
    clock.set(TEN.plus(Duration.ofMinutes(4)));
    drain();

    assertThat(watched.transitions()).contains("a up down maintenance", "all up down maintenance");
  }

  @Test
  void everyReplicaHearsOfATransition() throws SQLException {
    UUID a = check("a");
    watched.results(a, TEN, MINUTE, "p");
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("listen modmedic_events");
      drain();
      PGNotification[] heard =
          Objects.requireNonNull(connection.unwrap(PGConnection.class).getNotifications(10_000));

      assertThat(heard[0].getParameter())
          .contains("\"kind\" : \"transition\"")
          .contains(watched.rows("select id::text from health_transition order by id").getFirst());
    }
  }

  @Test
  void regionsThatAreShownDifferentTreesAreToldOnce() {
    UUID target = watched.target("sum.example", MINUTE, "a", "b");
    UUID a = watched.assignment(target, "a", "sumdb", MINUTE);
    UUID b = watched.assignment(target, "b", "sumdb", MINUTE);
    head(a, TEN, 100, "AAA=");
    head(b, TEN, 100, "AAA=");
    head(a, TEN.plus(MINUTE), 120, "BBB=");
    head(b, TEN.plus(MINUTE), 130, "CCC=");
    drain();
    sweep.run();
    assertThat(watched.rows("select database from sumdb_split")).isEmpty();

    head(b, TEN.plus(MINUTE.multipliedBy(2)), 120, "DDD=");
    drain();
    sweep.run();
    sweep.run();

    assertThat(
            watched.rows(
                """
                select concat_ws(' ', from_state, to_state, cause, regions::text, message)
                from health_transition
                where cause = 'checksum.sumdb-invalid'
                """))
        .containsExactly(
            "up up checksum.sumdb-invalid {a,b} sum.example shows different trees of size 120:"
                + " BBB= to a; DDD= to b");
  }

  private void head(UUID check, Instant due, long size, String hash) {
    watched.result(check, due, 'p', 1_000);
    watched.update(
        "update probe_result set detail = ?::jsonb where assignment_id = ? and due = ?",
        "{\"facts\": {\"sumdb.name\": \"sum.example\", \"sumdb.size\": \"%d\", \"sumdb.hash\": \"%s\"}}"
            .formatted(size, hash),
        check,
        due);
    watched.backlog(check, due);
  }

  @Test
  void severalReplicasJudgeEachResultOnce() throws Exception {
    List<UUID> checks = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      UUID target = watched.target("t" + i, MINUTE, "a", "b");
      for (String region : List.of("a", "b")) {
        UUID check = watched.assignment(target, region, "http", MINUTE);
        for (int part = 0; part < 4; part++) {
          watched.results(
              check,
              TEN.plus(MINUTE.multipliedBy(5L * part)),
              MINUTE,
              part == 2 ? "fffff" : "ppppp");
        }
        checks.add(check);
      }
    }
    clock.set(TEN.plus(Duration.ofMinutes(20)));
    try (ExecutorService replicas = Executors.newFixedThreadPool(3)) {
      List<Callable<Integer>> loops = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        loops.add(
            new EvaluationTest.Loop(
                new Evaluation(dataSource, judge, new JudgingFailures(), clock)));
      }
      int handled = 0;
      for (Future<Integer> loop : replicas.invokeAll(loops)) {
        handled += loop.get();
      }
      assertThat(handled).isEqualTo(160);
    }

    assertThat(
            watched.rows(
                """
                select from_state || ' ' || to_state || ' ' || count(*)
                from health_transition
                where region is not null
                group by from_state, to_state
                order by 1
                """))
        .containsExactly("down up 40", "unknown up 40", "up down 40");
  }

  private record Loop(Evaluation evaluation) implements Callable<Integer> {
    @Override
    public Integer call() {
      int all = 0;
      int some;
      do {
        some = evaluation.batch();
        all += some;
      } while (some > 0);
      return all;
    }
  }

  private UUID check(String region) {
    return watched.assignment(watched.target("p.example", MINUTE, region), region, "http", MINUTE);
  }

  private int drain() {
    return new Loop(evaluation).call();
  }
}
