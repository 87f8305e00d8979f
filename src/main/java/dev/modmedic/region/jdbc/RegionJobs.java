package dev.modmedic.region.jdbc;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.modmedic.database.Transactions;
import dev.modmedic.history.StoreUnavailable;
import dev.modmedic.region.AgentStore;
import dev.modmedic.region.MissedRuns;
import dev.modmedic.region.Region;
import dev.modmedic.region.RunAccounts;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done about runs and results now and then, once across all replicas. */
@Factory
@Requires(beans = DataSource.class)
final class RegionJobs {
  static final String PARTITIONS = "result-partitions";
  static final String MISSED = "missed-runs";
  static final String AGENTS = "agent-retention";

  private static final Logger LOG = LoggerFactory.getLogger(RegionJobs.class);

  /** Made with the context, so that the partitions are there before the first result comes. */
  @Context
  ResultPartitions resultPartitions(
      DataSource dataSource, Clock clock, @Value("${modmedic.results.days:14}") int days) {
    ResultPartitions partitions =
        new ResultPartitions(new Transactions(dataSource, StoreUnavailable::new), clock, days);
    try {
      partitions.ensure();
    } catch (StoreUnavailable e) {
      LOG.warn("Partitions for results could not be made now and will be later", e);
    }
    return partitions;
  }

  @Singleton
  Task<Void> partitionJob(
      ResultPartitions partitions,
      RunAccounts accounts,
      Clock clock,
      @Value("${modmedic.results.days:14}") int days) {
    return Tasks.recurring(PARTITIONS, FixedDelay.ofHours(1))
        .execute((instance, context) -> {
          ResultPartitions.Done done = partitions.run();
          accounts.forgetEnded(Region.WORKSPACE, clock.instant().minus(Duration.ofDays(days)));
          if (done.dropped() > 0) {
            LOG.info("Dropped {} days of results older than {} days", done.dropped(), days);
          }
        });
  }

  @Singleton
  Task<Void> agentRetention(
      AgentStore agents, Clock clock, @Value("${modmedic.retention.days:90}") int days) {
    return Tasks.recurring(AGENTS, FixedDelay.ofHours(1))
        .execute((instance, context) ->
            agents.forgetRevoked(clock.instant().minus(Duration.ofDays(days))));
  }

  @Singleton
  Task<Void> missedJob(MissedRuns missed) {
    return Tasks.recurring(MISSED, FixedDelay.ofSeconds(15))
        .execute((instance, context) -> {
          int recorded = missed.look(Region.WORKSPACE);
          if (recorded > 0) {
            LOG.info("runs that did not happen in time, recorded as missed: {}", recorded);
          }
        });
  }
}
