package dev.modmedic.health.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.modmedic.health.HealthRules;
import dev.modmedic.health.Judge;
import dev.modmedic.health.JudgingFailures;
import dev.modmedic.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfflineRunsTest {
  private static final Instant TEN = Instant.parse("2026-11-27T10:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private Watched watched;
  private Evaluation evaluation;
  private UUID assignment;

  @BeforeEach
  void open() {
    watched = new Watched(TestDatabase.create().dataSource());
    Judge judge = new Judge(HealthRules.DEFAULTS, UuidCreator::getTimeOrderedEpoch);
    SetClock clock = new SetClock(TEN.plus(Duration.ofMinutes(30)));
    evaluation = new Evaluation(watched.dataSource(), judge, new JudgingFailures(), clock);
    UUID target = watched.target("p.example", MINUTE, "a");
    assignment = watched.assignment(target, "a", "http", MINUTE);
  }

  /** Batches of results, a minute apart; what is kept then: runs in a row, and since when. */
  @ParameterizedTest
  @CsvSource({
    "o, 1 00",
    "ooo, 3 00",
    "pppoo, 2 03",
    "oomo, 3 00",
    "ooop, ''",
    "oof, ''",
    "ooo oo, 5 00",
    "ooo p, ''",
    "ooo po, 1 04",
    "ooo poo o, 3 04",
    "p oo o p o, 1 05",
    "ppp, ''",
    "mmm, ''",
  })
  void theLatestRunsInARowAreCounted(String batches, String kept) {
    Instant due = TEN;
    for (String batch : batches.split(" ")) {
      watched.results(assignment, due, MINUTE, batch);
      due = due.plus(MINUTE.multipliedBy(batch.length()));
      drain();
    }

    assertThat(kept()).isEqualTo(kept);

    // The same stretch, handled again, changes nothing.
    watched.backlog(assignment, TEN);
    drain();
    assertThat(kept()).isEqualTo(kept);
  }

  private void drain() {
    while (evaluation.batch() > 0) {
      continue;
    }
  }

  private String kept() {
    return String.join(
        "",
        watched.rows(
            "select runs || ' ' || to_char(since at time zone 'UTC', 'MI') from health_offline"));
  }
}
