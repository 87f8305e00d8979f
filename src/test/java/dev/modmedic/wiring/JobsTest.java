package dev.modmedic.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.zaxxer.hikari.HikariDataSource;
import dev.modmedic.testing.Eventually;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.Thread.UncaughtExceptionHandler;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@MicronautTest(transactional = false)
@Property(name = "spec.name", value = "JobsTest")
class JobsTest implements WithDatabase {
  private static final BlockingQueue<String> RUNS = new LinkedBlockingQueue<>();

  @Inject Scheduler scheduler;
  @Inject OneTimeTask<Note> remember;
  @Inject DataSource dataSource;

  @Value("${modmedic.jobs.heartbeat-interval}")
  Duration heartbeatInterval = Duration.ZERO;

  @Test
  void jobsThatAreBeansRunWithTheirDataAsJson() throws InterruptedException {
    scheduler.schedule(remember.instance("1", new Note("kept")), Instant.EPOCH);

    scheduler.start();

    assertThat(new String[] {RUNS.poll(30, TimeUnit.SECONDS), RUNS.poll(30, TimeUnit.SECONDS)})
        .containsExactlyInAnyOrder("ping", "kept");
  }

  @Test
  void jobsThatCannotBePickedForWantOfADatabaseEndNoThread() throws InterruptedException {
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(DelegatingDataSource.unwrapDataSource(dataSource));
    OneTimeTask<Void> lose =
        Tasks.oneTime("lose", Void.class).execute((instance, context) -> pool.close());
    Scheduler losing =
        new SchedulerFactory()
            .scheduler(pool, List.of(lose), Duration.ofMillis(50), Duration.ofSeconds(10));
    BlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
    UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.list = new CopyOnWriteArrayList<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(SchedulerFactory.class);
    logger.addAppender(log);
    try {
      for (int i = 0; i < 9; i++) {
        losing.schedule(lose.instance(Integer.toString(i)), Instant.EPOCH);
      }

      losing.start();

      Eventually.isTrue(() -> !log.list.isEmpty() || !uncaught.isEmpty(), () -> "nothing");
      assertThat(uncaught).isEmpty();
      assertThat(log.list)
          .allSatisfy(event ->
              assertThat(event.getFormattedMessage())
                  .startsWith("A job could not be started (")
                  .doesNotContain("\n"));
    } finally {
      logger.detachAppender(log);
      Thread.setDefaultUncaughtExceptionHandler(before);
      losing.stop();
    }
  }

  @Test
  void aJobWhoseRunnerFellSilentIsStartedAgain() throws InterruptedException, SQLException {
    BlockingQueue<String> runs = new LinkedBlockingQueue<>();
    OneTimeTask<Void> orphan =
        Tasks.oneTime("orphan", Void.class).execute((instance, context) -> runs.add("again"));
    DataSource pool = DelegatingDataSource.unwrapDataSource(dataSource);
    Scheduler finding =
        new SchedulerFactory()
            .scheduler(pool, List.of(orphan), Duration.ofMillis(50), heartbeatInterval);
    finding.schedule(orphan.instance("1"), Instant.EPOCH);
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          update scheduled_task
          set picked = true, picked_by = 'gone', last_heartbeat = now() - interval '70 seconds'
          where task_name = 'orphan'
          """);
    }
    try {
      finding.start();

      assertThat(runs.poll(30, TimeUnit.SECONDS)).isEqualTo("again");
    } finally {
      finding.stop();
    }
  }

  /** What a job is told. */
  record Note(String text) {}

  @Factory
  @Requires(property = "spec.name", value = "JobsTest")
  static final class Jobs {
    @Singleton
    @Bean(typed = {RecurringTask.class, Task.class})
    RecurringTask<Void> ping() {
      return Tasks.recurring("ping", FixedDelay.ofHours(1))
          .execute((instance, context) -> RUNS.add("ping"));
    }

    @Singleton
    OneTimeTask<Note> remember() {
      return Tasks.oneTime("remember", Note.class)
          .execute((instance, context) -> RUNS.add(instance.getData().text()));
    }
  }
}
