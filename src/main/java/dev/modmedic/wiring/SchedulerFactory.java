package dev.modmedic.wiring;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the scheduler that runs every {@link Task} bean, each job once across all replicas. */
@Factory
@Requires(beans = DataSource.class)
final class SchedulerFactory {
  private static final Logger LOG = LoggerFactory.getLogger(SchedulerFactory.class);
  private static final int THREADS = 2;

  /** Task data is JSON: readable in the table, and never a way to load a class from a row. */
  @Singleton
  @Bean(preDestroy = "stop")
  Scheduler scheduler(
      DataSource dataSource,
      List<Task<?>> tasks,
      @Value("${modmedic.jobs.polling-interval}") Duration pollingInterval,
      @Value("${modmedic.jobs.heartbeat-interval}") Duration heartbeatInterval) {
    List<RecurringTask<?>> recurring = new ArrayList<>();
    List<Task<?>> onDemand = new ArrayList<>();
    for (Task<?> task : tasks) {
      if (task instanceof RecurringTask<?> repeated) {
        recurring.add(repeated);
      } else {
        onDemand.add(task);
      }
    }
    // Unwrapped, because the injected one only hands out the connection of a transaction.
    return Scheduler.create(DelegatingDataSource.unwrapDataSource(dataSource), onDemand)
        .startTasks(recurring)
        .tableName("scheduled_task")
        .serializer(new JacksonSerializer())
        .threads(THREADS)
        .executorService(Executors.newFixedThreadPool(THREADS, SchedulerFactory::thread))
        .pollingInterval(pollingInterval)
        .heartbeatInterval(heartbeatInterval)
        .shutdownMaxWait(Duration.ofSeconds(5))
        .failureLogging(LogLevel.WARN, false)
        .build();
  }

  /**
   * A job that cannot even be picked, with the database away, is one line; the next poll retries.
   */
  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "modmedic-jobs");
    thread.setUncaughtExceptionHandler(
        (ended, failure) -> LOG.warn("A job could not be started ({})", failure.getMessage()));
    return thread;
  }
}
