package dev.modmedic.health.jdbc;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.modmedic.health.HealthRules;
import dev.modmedic.health.Judge;
import dev.modmedic.health.JudgingFailures;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;

/** Judging, in every replica as results come, and for silence once across all of them. */
@Factory
@Requires(beans = DataSource.class)
final class EvaluationFactory {
  static final String SWEEP = "health-sweep";

  @Singleton
  Evaluation evaluation(DataSource dataSource, Judge judge, JudgingFailures failures, Clock clock) {
    return new Evaluation(dataSource, judge, failures, clock);
  }

  @Singleton
  Task<Void> healthSweep(
      DataSource dataSource,
      HealthRules rules,
      Judge judge,
      JudgingFailures failures,
      Clock clock) {
    Sweep sweep = new Sweep(dataSource, rules, judge, failures, clock);
    return Tasks.recurring(SWEEP, FixedDelay.ofSeconds(15))
        .execute((instance, context) -> sweep.run());
  }
}
