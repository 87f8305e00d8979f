package dev.modmedic.history.jdbc;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.modmedic.database.Transactions;
import dev.modmedic.history.StoreUnavailable;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link Retention} every hour, once across all replicas. */
@Factory
@Requires(beans = DataSource.class)
final class RetentionJob {
  static final String NAME = "history-retention";

  private static final Logger LOG = LoggerFactory.getLogger(RetentionJob.class);

  @Singleton
  Task<Void> historyRetention(
      DataSource dataSource, Clock clock, @Value("${modmedic.retention.days:90}") int days) {
    Transactions transactions = new Transactions(dataSource, StoreUnavailable::new);
    Retention retention = new Retention(transactions, clock, Duration.ofDays(days));
    return Tasks.recurring(NAME, FixedDelay.ofHours(1))
        .execute((instance, context) -> {
          int erased = retention.run();
          if (erased > 0) {
            LOG.info("Erased {} diagnoses older than {} days", erased, days);
          }
        });
  }
}
