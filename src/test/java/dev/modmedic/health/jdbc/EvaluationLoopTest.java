package dev.modmedic.health.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.modmedic.health.HealthRules;
import dev.modmedic.health.Judge;
import dev.modmedic.health.JudgingFailures;
import dev.modmedic.testing.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class EvaluationLoopTest {
  private static final Instant TEN = Instant.parse("2026-11-27T10:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void itJudgesWhatComesAndGoesOnAfterTheDatabaseWasAway() throws InterruptedException {
    Watched watched = new Watched(TestDatabase.create().dataSource());
    UUID check = watched.assignment(watched.target("p.example", MINUTE, "a"), "a", "http", MINUTE);
    AtomicInteger failures = new AtomicInteger(3);
    Judge judge = new Judge(HealthRules.DEFAULTS, UuidCreator::getTimeOrderedEpoch);
    EvaluationLoop loop =
        new EvaluationLoop(
            new Evaluation(
                failing(watched.dataSource(), failures),
                judge,
                new JudgingFailures(),
                new SetClock(TEN.plus(MINUTE.multipliedBy(4)))),
            Duration.ofMillis(10));
    Thread thread = Thread.ofVirtual().start(loop);

    watched.results(check, TEN, MINUTE, "p");
    awaitState(watched, "up");
    watched.results(check, TEN.plus(MINUTE), MINUTE, "fff");
    awaitState(watched, "down");

    loop.stop();
    assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
    assertThat(failures.get()).isNotPositive();
  }

  private static void awaitState(Watched watched, String state) {
    Instant deadline = Instant.now().plusSeconds(60);
    while (!watched.rows("select state from health_region").equals(List.of(state))) {
      assertThat(Instant.now()).isBefore(deadline);
    }
  }

  /** A database that refuses the first few connections. */
  private static DataSource failing(DataSource dataSource, AtomicInteger failures) {
    return (DataSource)
        Proxy.newProxyInstance(
            EvaluationLoopTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getConnection") && failures.getAndDecrement() > 0) {
                throw new SQLException("refused", "08001");
              }
              try {
                return method.invoke(dataSource, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }
}
