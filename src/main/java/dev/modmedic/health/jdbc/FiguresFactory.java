package dev.modmedic.health.jdbc;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
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

/** Figures over time: computed, summed up and erased, each once across all replicas. */
@Factory
@Requires(beans = DataSource.class)
final class FiguresFactory {
  static final String ROLLUPS = "health-rollups";
  static final String RETENTION = "health-retention";

  private static final Logger LOG = LoggerFactory.getLogger(FiguresFactory.class);

  /** Made with the context, so that a retention that makes no sense stops the start. */
  @Context
  RollupRules rollupRules(
      @Value("${modmedic.health.keep.five-minutes:7d}") Duration fiveMinutes,
      @Value("${modmedic.health.keep.hours:90d}") Duration hours,
      @Value("${modmedic.health.keep.days:730d}") Duration days,
      @Value("${modmedic.health.keep.transitions:400d}") Duration transitions) {
    return new RollupRules(fiveMinutes, hours, days, transitions);
  }

  @Singleton
  Task<Void> healthRollups(DataSource dataSource, RollupRules rules, Clock clock) {
    BuildRollups rollups = new BuildRollups(dataSource, rules, clock);
    Summaries summaries = new Summaries(dataSource, clock);
    return Tasks.recurring(ROLLUPS, FixedDelay.ofSeconds(30))
        .execute((instance, context) -> {
          rollups.run();
          summaries.run();
        });
  }

  @Singleton
  Task<Void> healthRetention(DataSource dataSource, RollupRules rules, Clock clock) {
    HealthRetention retention = new HealthRetention(dataSource, rules, clock);
    return Tasks.recurring(RETENTION, FixedDelay.ofHours(1))
        .execute((instance, context) -> {
          int erased = retention.run();
          if (erased > 0) {
            LOG.info("Erased {} old figures, transitions and the like", erased);
          }
        });
  }
}
