package dev.modmedic.region.jdbc;

import static dev.modmedic.probe.ProbeKind.TCP;
import static dev.modmedic.region.AgentSamples.failed;
import static dev.modmedic.region.jdbc.Scene.WORKSPACE;
import static dev.modmedic.region.jdbc.Scene.order;
import static dev.modmedic.region.jdbc.Scene.passed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.history.StoreUnavailable;
import dev.modmedic.probe.ProbeRequest;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.probe.Prober;
import dev.modmedic.region.AcceptResults;
import dev.modmedic.region.AgentClock;
import dev.modmedic.region.Assignment;
import dev.modmedic.region.HostPort;
import dev.modmedic.region.LocalRunner;
import dev.modmedic.region.References;
import dev.modmedic.region.Region;
import dev.modmedic.region.RunnerRules;
import dev.modmedic.region.SelfCheck;
import dev.modmedic.testing.PostgresExtension;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class TwoReplicasTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** As usual, but quick to notice that another is dead. */
  private static final RunnerRules RULES =
      new RunnerRules(
          Duration.ofSeconds(2),
          Duration.ofMillis(400),
          Duration.ofMillis(100),
          Duration.ofMillis(1_200),
          Duration.ofSeconds(30),
          1_000,
          Duration.ofSeconds(2));

  private final List<LocalRunner> started = new ArrayList<>();
  private final List<RuntimeException> troubles = new CopyOnWriteArrayList<>();
  private Scene scene;

  @BeforeEach
  void prepare(DataSource dataSource) {
    scene = new Scene(dataSource, Clock.systemUTC());
    for (int i = 0; i < 20; i++) {
      scene.create(order("target-" + i, SECOND, List.of(Region.LOCAL), TCP));
    }
  }

  @AfterEach
  void stop() {
    started.forEach(LocalRunner::stop);
    scene
        .watchStore
        .list(WORKSPACE, null, 100)
        .forEach(watch -> scene.watchStore.delete(WORKSPACE, watch.id(), null));
    scene.query(connection -> Statements.update(connection, "delete from probe_result"));
  }

  /** Remembers who made which probe. */
  private static final class ScriptedProber implements Prober {
    final List<Instant> starts = new CopyOnWriteArrayList<>();

    @Override
    public ProbeResult probe(ProbeRequest request) {
      Instant now = Clock.systemUTC().instant();
      starts.add(now);
      return passed(now);
    }
  }

  /** Cuts a replica off from the database, as if it had been killed. */
  @SuppressWarnings("unchecked")
  private static <T> T cord(Class<T> type, T whole, AtomicBoolean cut) {
    return (T)
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (cut.get()) {
                throw new StoreUnavailable("killed", new IllegalStateException());
              }
              return method.invoke(whole, arguments);
            });
  }

  private LocalRunner replica(String name, Prober prober, AtomicBoolean cut) {
    return replica(name, prober, Scene.ONLINE, cut);
  }

  private LocalRunner replica(String name, Prober prober, SelfCheck selfCheck, AtomicBoolean cut) {
    AcceptResults accept =
        new AcceptResults(
            cord(dev.modmedic.region.ResultStore.class, scene.results, cut),
            scene.assignments,
            Clock.systemUTC(),
            Duration.ofDays(14));
    LocalRunner runner =
        new LocalRunner(
            WORKSPACE,
            name,
            new LocalRunner.Parts(
                cord(dev.modmedic.region.RunQueue.class, scene.queue, cut),
                scene.assignments,
                prober,
                selfCheck,
                accept),
            RULES,
            Clock.systemUTC(),
            troubles::add);
    started.add(runner);
    runner.start();
    return runner;
  }

  @Test
  void everyDueRunIsMadeOnceByOneOfThem() {
    Instant begin = Instant.now();
    ScriptedProber one = new ScriptedProber();
    ScriptedProber two = new ScriptedProber();
    replica("one", one, new AtomicBoolean());
    replica("two", two, new AtomicBoolean());

    Instant end = begin.plus(SECOND.multipliedBy(4));
    await(() -> resultsUntil(end) >= expected(end).size());
    started.forEach(LocalRunner::stop);

    assertThat(results()).containsAll(expected(end)).doesNotHaveDuplicates();
    assertThat(one.starts.size() + two.starts.size()).isEqualTo(results().size());
    assertThat(one.starts).isNotEmpty();
    assertThat(two.starts).isNotEmpty();
    assertThat(troubles).isEmpty();
  }

  @Test
  void whatADeadReplicaHadIsMadeByTheOther() throws InterruptedException {
    AtomicBoolean cut = new AtomicBoolean();
    CountDownLatch holds = new CountDownLatch(1);
    Prober hanging =
        request -> {
          holds.countDown();
          new CountDownLatch(1).await();
          throw new IllegalStateException("never");
        };
    replica("dead", hanging, cut);
    assertThat(holds.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    cut.set(true);
    assertThat(scene.count("select count(*) from probe_run where leased_by = 'dead'")).isPositive();

    replica("alive", new ScriptedProber(), new AtomicBoolean());
    Instant end = Instant.now().plus(SECOND);

    await(() -> resultsUntil(end) >= expected(end).size());
    assertThat(results()).containsAll(expected(end)).doesNotHaveDuplicates();
  }

  @Test
  void oneThatStopsGivesItsRunsBackAtOnce() {
    LocalRunner runner = replica("stopping", new ScriptedProber(), new AtomicBoolean());
    await(() -> scene.count("select count(*) from probe_run where leased_by is not null") > 0);

    runner.stop();

    assertThat(scene.count("select count(*) from probe_run where leased_by is not null")).isZero();
  }

  @Test
  void oneThatStopsInterruptsProbesThatHangAndGivesThemBack() throws InterruptedException {
    CountDownLatch holds = new CountDownLatch(1);
    LocalRunner runner =
        replica(
            "hanging",
            request -> {
              holds.countDown();
              new CountDownLatch(1).await();
              throw new IllegalStateException("never");
            },
            new AtomicBoolean());
    assertThat(holds.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

    runner.stop();

    assertThat(scene.count("select count(*) from probe_run where leased_by is not null")).isZero();
  }

  @Test
  void aFaultOfTheProberEndsItsRunAndNoOther() {
    AtomicBoolean broke = new AtomicBoolean();
    replica(
        "faulty",
        request -> {
          if (broke.compareAndSet(false, true)) {
            throw new IllegalStateException("a fault of ours");
          }
          return passed(Clock.systemUTC().instant());
        },
        new AtomicBoolean());

    await(() -> results().size() > 20);
    assertThat(troubles).extracting(Throwable::getMessage).containsExactly("a fault of ours");
    assertThat(scene.texts("select message from probe_result where outcome = 'offline'"))
        .containsExactly(
            "ModMedic's own probe failed: java.lang.IllegalStateException: a fault of ours");
  }

  @Test
  void aReplicaThatIsItselfOfflineBlamesNoTarget() {
    SelfCheck cutOff =
        new SelfCheck(
            References.ofServer(List.of(), List.of(new HostPort("proxy.example.org", 443))),
            references -> false,
            AgentClock.system(),
            Duration.ZERO,
            event -> {});
    replica("offline", request -> failed(Clock.systemUTC().instant()), cutOff, new AtomicBoolean());

    await(() -> scene.count("select count(*) from probe_result") > 20);
    assertThat(scene.texts("select distinct outcome from probe_result")).containsExactly("offline");
    assertThat(scene.texts("select distinct failure_source from probe_result"))
        .containsExactly("own-network");
  }

  @Test
  void aRunThatSomebodyAskedForStartsAtOnce() {
    Assignment assignment = scene.inForce(Region.LOCAL).getFirst();
    LocalRunner runner = replica("now", new ScriptedProber(), new AtomicBoolean());
    scene.ask(assignment.target().id(), Region.LOCAL, Instant.now(), 10);
    runner.nudge();

    await(() -> scene.count("select count(*) from probe_result where requested") == 1);
  }

  /** Runs due from the making of the assignments until a time, as the schedules say. */
  private List<String> expected(Instant until) {
    List<String> expected = new ArrayList<>();
    for (Assignment assignment : scene.inForce(Region.LOCAL)) {
      Instant made =
          Instant.parse(
              scene
                  .texts(
                      "select to_char(created_at at time zone 'UTC',"
                          + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from assignment where id = ?",
                      assignment.id())
                  .getFirst());
      assignment
          .schedule()
          .between(made, until, 1_000)
          .forEach(due -> expected.add(assignment.id() + " " + due.toEpochMilli()));
    }
    return expected;
  }

  private List<String> results() {
    return scene.texts(
        "select assignment_id || ' ' || (extract(epoch from due) * 1000)::bigint from probe_result"
            + " where outcome = 'passed'");
  }

  private long resultsUntil(Instant end) {
    return scene.count("select count(*) from probe_result where due <= ?", end);
  }

  private static void await(BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("in time").isBefore(end);
      Thread.onSpinWait();
    }
  }
}
