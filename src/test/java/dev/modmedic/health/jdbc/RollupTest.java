package dev.modmedic.health.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.modmedic.health.HealthRules;
import dev.modmedic.health.Judge;
import dev.modmedic.health.JudgingFailures;
import dev.modmedic.health.Measure;
import dev.modmedic.health.Quantiles;
import dev.modmedic.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollupTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-11-27T00:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final RollupRules KEEP =
      new RollupRules(
          Duration.ofDays(7), Duration.ofDays(90), Duration.ofDays(730), Duration.ofDays(400));

  private final SetClock clock = new SetClock(MIDNIGHT);
  private Watched watched;
  private Evaluation evaluation;
  private BuildRollups rollups;
  private Summaries summaries;
  private HealthRetention retention;
  private UUID check;

  @BeforeEach
  void open() {
    DataSource dataSource = TestDatabase.create().dataSource();
    this.watched = new Watched(dataSource);
    Judge judge = new Judge(HealthRules.DEFAULTS, UuidCreator::getTimeOrderedEpoch);
    this.evaluation = new Evaluation(dataSource, judge, new JudgingFailures(), clock);
    this.rollups = new BuildRollups(dataSource, KEEP, clock);
    this.summaries = new Summaries(dataSource, clock);
    this.retention = new HealthRetention(dataSource, KEEP, clock);
    this.check = watched.assignment(watched.target("p.example", MINUTE, "a"), "a", "http", MINUTE);
  }

  @Test
  void fiveMinutesAreComputedOnceTheyAreOver() {
    watched.results(check, MIDNIGHT, MINUTE, "pdfompp");
    evaluation.batch();
    clock.set(MIDNIGHT.plus(Duration.ofMinutes(7)));

    assertThat(rollups.run()).isEqualTo(1);
    assertThat(counts("5m")).containsExactly("1 1 1 1 1 1 3000");
    assertThat(rollups.run()).isZero();

    clock.set(MIDNIGHT.plus(Duration.ofMinutes(10)));
    assertThat(rollups.run()).isEqualTo(1);
    assertThat(counts("5m")).containsExactly("1 1 1 1 1 1 3000", "2 0 0 0 0 0 2000");
  }

  @Test
  void anHourIsMadeOfItsFiveMinutesAndADayOfItsHours() {
    for (int minute = 0; minute < 180; minute++) {
      Instant due = MIDNIGHT.plus(MINUTE.multipliedBy(minute));
      watched.result(check, due, 'p', (minute + 1) * 1_000L);
    }
    watched.backlog(check, MIDNIGHT);
    evaluation.batch();
    clock.set(MIDNIGHT.plus(Duration.ofHours(24)));

    rollups.run();

    assertThat(counts("5m")).hasSize(36).containsOnly("5 0 0 0 0 0 5000");
    assertThat(counts("1h")).hasSize(3).containsOnly("60 0 0 0 0 0 60000");
    assertThat(counts("1d")).containsExactly("180 0 0 0 0 0 180000");
    Quantiles total = quantiles(Measure.TOTAL);
    assertThat(total.p50()).isBetween(90_000L, 91_000L);
    assertThat(total.p95()).isBetween(171_000L, 172_500L);
    assertThat(total.p99()).isBetween(179_000L, 180_500L);
    assertThat(quantiles(Measure.WAIT).p50()).isBetween(45_000L, 45_500L);
  }

  @Test
  void aResultThatComesLateCorrectsEveryResolution() {
    watched.results(check, MIDNIGHT, MINUTE, "pmmmp");
    evaluation.batch();
    clock.set(MIDNIGHT.plus(Duration.ofHours(25)));
    rollups.run();
    assertThat(counts("1d")).containsExactly("2 0 0 0 3 0 2000");

    watched.update("delete from probe_result where outcome = 'missed'");
    watched.results(check, MIDNIGHT.plus(MINUTE), MINUTE, "ffp");
    watched.results(check, MIDNIGHT.plus(MINUTE), MINUTE, "ffp");
    evaluation.batch();
    rollups.run();

    assertThat(counts("5m")).containsExactly("3 0 2 0 0 2 5000");
    assertThat(counts("1h")).containsExactly("3 0 2 0 0 2 5000");
    assertThat(counts("1d")).containsExactly("3 0 2 0 0 2 5000");
    assertThat(watched.rows("select resolution from rollup_mark")).isEmpty();
  }

  @Test
  void aFailedAttemptIsNoLatency() {
    watched.result(check, MIDNIGHT, 'p', 1_000);
    watched.result(check, MIDNIGHT.plus(MINUTE), 'f', 30_000_000);
    watched.backlog(check, MIDNIGHT);
    evaluation.batch();
    clock.set(MIDNIGHT.plus(Duration.ofHours(24)));
    rollups.run();

    assertThat(quantiles(Measure.TOTAL).p99()).isBetween(1_000L, 1_010L);
  }

  @Test
  void figuresThatCannotBeComputedInFullAnyMoreStayAsTheyAre() {
    watched.results(check, MIDNIGHT, MINUTE, "ppppp");
    evaluation.batch();
    clock.set(MIDNIGHT.plus(Duration.ofDays(1)));
    rollups.run();

    clock.set(MIDNIGHT.plus(Duration.ofDays(30)));
    watched.update("delete from rollup_5m");
    watched.update("delete from probe_result where due > ?", MIDNIGHT);
    watched.backlog(check, MIDNIGHT);
    evaluation.batch();
    rollups.run();

    assertThat(counts("1d")).containsExactly("5 0 0 0 0 0 5000");
    assertThat(counts("5m")).isEmpty();
  }

  @Test
  void theMatrixIsComputedAheadForEveryWindow() {
    watched.results(check, MIDNIGHT, MINUTE, "ppppppppffffffff");
    clock.set(MIDNIGHT.plus(Duration.ofMinutes(20)));
    evaluation.batch();
    rollups.run();

    assertThat(summaries.run()).isEqualTo(5);
    assertThat(summaries.run()).isZero();

    assertThat(
            watched.rows(
                """
                select concat_ws(' ', s."window", passed, failed, first_failed, known_ms / 60000,
                  down_ms / 60000)
                from health_summary s
                join health_uptime u using (workspace, target_id, region, "window")
                order by s."window"
                """))
        .containsExactly(
            "1h 8 8 8 20 10",
            "24h 8 8 8 20 10",
            "30d 8 8 8 20 10",
            "7d 8 8 8 20 10",
            "90d 8 8 8 20 10");
    clock.set(MIDNIGHT.plus(Duration.ofMinutes(22)));
    assertThat(summaries.run()).isEqualTo(1);
  }

  @Test
  void whatIsOlderThanItsTimeIsErased() {
    watched.results(check, MIDNIGHT, MINUTE, "ppppp");
    evaluation.batch();
    clock.set(MIDNIGHT.plus(Duration.ofDays(1)));
    rollups.run();

    clock.set(MIDNIGHT.plus(Duration.ofDays(8)));
    retention.run();
    assertThat(counts("5m")).isEmpty();
    assertThat(counts("1h")).hasSize(1);

    clock.set(MIDNIGHT.plus(Duration.ofDays(91)));
    retention.run();
    assertThat(counts("1h")).isEmpty();
    assertThat(counts("1d")).hasSize(1);
    assertThat(watched.transitions()).isNotEmpty();

    clock.set(MIDNIGHT.plus(Duration.ofDays(731)));
    retention.run();
    assertThat(counts("1d")).isEmpty();
    assertThat(watched.transitions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 90, 730, 400", "7, 7, 730, 400", "7, 90, 90, 400", "7, 90, 730, 90"})
  void aRetentionThatWindowsNeedMoreThanIsRefused(int fine, int hours, int days, int changes) {
    assertThatThrownBy(() ->
            new RollupRules(
                Duration.ofDays(fine),
                Duration.ofDays(hours),
                Duration.ofDays(days),
                Duration.ofDays(changes)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("modmedic.health.keep");
  }

  private java.util.List<String> counts(String resolution) {
    return watched.rows(
        """
        select concat_ws(' ', passed, degraded, failed, offline, missed, first_failed, bytes)
        from rollup_%s
        order by bucket
        """
            .formatted(resolution));
  }

  private Quantiles quantiles(Measure measure) {
    return Optional.ofNullable(day().quantiles().get(measure)).orElseThrow();
  }

  private dev.modmedic.health.Figures day() {
    try (var connection = watched.dataSource().getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select " + Rollup.COLUMNS + " from rollup_1d")) {
      Rollup rollup = new Rollup();
      while (row.next()) {
        rollup.add(row);
      }
      return rollup.figures();
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }
}
