package dev.modmedic.region.jdbc;

import dev.modmedic.database.Columns;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.Prober;
import dev.modmedic.region.AgentPunctuality;
import dev.modmedic.region.Assignment;
import dev.modmedic.region.LocalRunner;
import dev.modmedic.region.Punctuality;
import dev.modmedic.region.Region;
import dev.modmedic.region.RunnerRules;
import dev.modmedic.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long after its due time a probe starts, when 10, 100 and 500 are due each second: by the
 * runner of the server's own region on a real database, and by an agent. A probe takes 20 ms and
 * does nothing.
 */
final class ScheduleBenchmark {
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration LENGTH = Duration.ofSeconds(15);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private static final Prober PROBER =
      request -> {
        Instant started = Instant.now();
        TimeUnit.MILLISECONDS.sleep(20);
        return Scene.passed(started);
      };

  private ScheduleBenchmark() {}

  public static void main(String[] args) throws Exception {
    for (int rate : List.of(10, 100, 500)) {
      System.out.printf("%d a second, local: %s%n", rate, local(rate));
      System.out.printf(
          "%d a second, agent: %s%n",
          rate, AgentPunctuality.measure(rate, PROBER, WARM_UP, LENGTH));
    }
    // The embedded database's threads would keep the process alive.
    System.exit(0);
  }

  private static String local(int rate) throws InterruptedException {
    Scene scene = new Scene(TestDatabase.create().dataSource(), Clock.systemUTC());
    for (int i = 0; i < rate; i++) {
      scene.create(Scene.order("target-" + i, INTERVAL, List.of(Region.LOCAL), ProbeKind.TCP));
    }
    List<Assignment> assignments = scene.inForce(Region.LOCAL);
    LocalRunner runner =
        new LocalRunner(
            Scene.WORKSPACE,
            "bench",
            new LocalRunner.Parts(
                scene.queue, scene.assignments, PROBER, Scene.ONLINE, scene.accept),
            RunnerRules.USUAL,
            Clock.systemUTC(),
            Throwable::printStackTrace);
    runner.start();
    TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());
    Instant from = Instant.now();
    TimeUnit.NANOSECONDS.sleep(LENGTH.toNanos());
    Instant until = Instant.now().minusSeconds(1);
    runner.stop();
    return punctuality(scene, from, until).over(assignments, from, until);
  }

  private static Punctuality punctuality(Scene scene, Instant from, Instant until) {
    Punctuality found = new Punctuality();
    scene.query(connection ->
        Statements.list(
            connection,
            "select assignment_id, due, started_at from probe_result"
                + " where outcome = 'passed' and due >= ? and due < ?",
            row -> {
              found.add(
                  Columns.uuid(row, "assignment_id"),
                  Columns.instant(row, "due"),
                  Columns.instant(row, "started_at"));
              return 1;
            },
            from,
            until));
    return found;
  }
}
