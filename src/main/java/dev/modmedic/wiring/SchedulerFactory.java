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
import javax.sql.DataSource;

/** Builds the scheduler that runs every {@link Task} bean, each job once across all replicas. */
@Factory
@Requires(beans = DataSource.class)
final class SchedulerFactory {
  /** Task data is JSON: readable in the table, and never a way to load a class from a row. */
  @Singleton
  @Bean(preDestroy = "stop")
  Scheduler scheduler(
      DataSource dataSource,
      List<Task<?>> tasks,
      @Value("${modmedic.jobs.polling-interval}") Duration pollingInterval) {
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
        .threads(2)
        .pollingInterval(pollingInterval)
        .shutdownMaxWait(Duration.ofSeconds(5))
        .failureLogging(LogLevel.WARN, false)
        .build();
  }
}
