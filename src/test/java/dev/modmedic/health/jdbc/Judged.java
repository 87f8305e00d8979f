package dev.modmedic.health.jdbc;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.modmedic.health.HealthRules;
import dev.modmedic.health.Judge;
import dev.modmedic.health.JudgingFailures;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/** Does once what the loop and the jobs of the service do all the time. */
public final class Judged {
  private Judged() {}

  /** Judges, computes and sums up all that is in the backlog, as of a moment. */
  public static void at(DataSource dataSource, Instant now) {
    SetClock clock = new SetClock(now);
    Judge judge = new Judge(HealthRules.DEFAULTS, UuidCreator::getTimeOrderedEpoch);
    Evaluation evaluation = new Evaluation(dataSource, judge, new JudgingFailures(), clock);
    while (evaluation.batch() > 0) {
      continue;
    }
    RollupRules keep =
        new RollupRules(
            Duration.ofDays(7), Duration.ofDays(90), Duration.ofDays(730), Duration.ofDays(400));
    new BuildRollups(dataSource, keep, clock).run();
    new Summaries(dataSource, clock).run();
  }
}
