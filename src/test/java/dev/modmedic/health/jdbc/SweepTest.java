package dev.modmedic.health.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.modmedic.health.Announcement;
import dev.modmedic.health.HealthRules;
import dev.modmedic.health.Judge;
import dev.modmedic.health.JudgingFailures;
import dev.modmedic.testing.TestDatabase;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people hear of silence, of pauses and of the end of maintenance. */
class SweepTest {
  private static final Instant TEN = Instant.parse("2026-11-27T10:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final SetClock clock = new SetClock(TEN);
  private DataSource dataSource;
  private Watched watched;
  private Evaluation evaluation;
  private Sweep sweep;

  @BeforeEach
  void open() {
    Judge judge = new Judge(HealthRules.DEFAULTS, UuidCreator::getTimeOrderedEpoch);
    JudgingFailures failures = new JudgingFailures();
    this.dataSource = TestDatabase.create().dataSource();
    this.watched = new Watched(dataSource);
    this.evaluation = new Evaluation(dataSource, judge, failures, clock);
    this.sweep = new Sweep(dataSource, HealthRules.DEFAULTS, judge, failures, clock);
  }

  @Test
  void anAgentThatDiesIsOneNoticeWhateverItWatched() {
    List<UUID> proxies = new ArrayList<>();
    List<UUID> others = new ArrayList<>();
    List<Duration> intervals = List.of(Duration.ofSeconds(40), MINUTE, Duration.ofMinutes(5));
    for (int i = 0; i < 6; i++) {
      Duration interval = intervals.get(i % 3);
      UUID target = watched.target("p" + i, interval, "a");
      proxies.add(watched.assignment(target, "a", "goproxy", interval));
      others.add(watched.assignment(target, "a", "tcp", interval));
      Instant first = TEN.minus(interval.multipliedBy(4)).plusSeconds(3L * i);
      watched.results(proxies.getLast(), first, interval, i < 3 ? "pfff" : "pppp");
      watched.results(others.getLast(), first.plusSeconds(19), interval, "pppp");
    }
    judge(TEN.plusSeconds(30));
    assertThat(told()).hasSize(6).allMatch(told -> told.endsWith("down"));

    sweepUntil(TEN.plus(Duration.ofMinutes(30)));

    assertThat(told()).containsExactly("every target a stale");
    assertThat(watched.rows("select distinct state from health_region")).containsExactly("stale");

    // It is back, and nothing has changed; what is probed most often is heard first.
    Instant back = TEN.plus(Duration.ofMinutes(30));
    others.forEach(check -> watched.results(check, back, Duration.ofSeconds(5), "ppp"));
    judge(back.plusSeconds(10));
    sweep.run();
    for (int i = 0; i < 6; i++) {
      watched.results(
          proxies.get(i), back.plusSeconds(11), Duration.ofSeconds(5), i < 3 ? "f" : "p");
    }
    judge(back.plusSeconds(20));
    sweep.run();

    assertThat(told()).containsExactly("every target a up");
  }

  @Test
  void aTargetThatIsMissedWhileItsRegionIsHeardIsToldOnce() {
    UUID missed = check("missed", "a");
    UUID heard = check("heard", "a");
    watched.results(missed, TEN, MINUTE, "p");
    watched.results(heard, TEN, MINUTE, "pppppppppp");
    judge(TEN.plus(Duration.ofMinutes(9)));

    sweep.run();
    sweep.run();

    assertThat(told()).containsExactly("missed a stale");
    watched.results(missed, clock.instant(), MINUTE, "p");
    judge(clock.instant());
    assertThat(told()).containsExactly("missed a up");
  }

  @Test
  void whatIsDownWhenMaintenanceEndsIsTold() {
    UUID a = check("p", "a");
    watched.maintenance(null, null, TEN, TEN.plus(Duration.ofMinutes(4)));
    watched.results(a, TEN, MINUTE, "pfff");
    judge(TEN.plus(Duration.ofMinutes(3)));
    sweep.run();
    assertThat(told()).containsExactly("p a down maintenance", "p all down maintenance");

    clock.set(TEN.plus(Duration.ofMinutes(4)));
    sweep.run();
    sweep.run();

    assertThat(told()).containsExactly("p a down", "p all down");
    assertThat(
            watched.rows(
                "select distinct to_char(at at time zone 'utc', 'HH24:MI') from health_transition"
                    + " where to_state = 'down'"))
        .containsExactly("10:03");
  }

  @Test
  void aRegionThatIsSilentWhenItsMaintenanceEndsIsTold() {
    watched.maintenance(null, "a", TEN, TEN.plus(Duration.ofMinutes(10)));
    watched.results(check("p", "a"), TEN, MINUTE, "p");
    judge(TEN.plus(Duration.ofMinutes(5)));
    sweep.run();
    assertThat(told()).containsExactly("every target a stale maintenance");

    clock.set(TEN.plus(Duration.ofMinutes(10)));
    sweep.run();
    sweep.run();

    assertThat(told()).containsExactly("every target a stale");
  }

  @Test
  void whatIsUpAfterAPauseAndWasDownBeforeIsTold() {
    UUID target = watched.target("p", MINUTE, "a");
    UUID before = watched.assignment(target, "a", "http", MINUTE);
    watched.results(before, TEN, MINUTE, "pfff");
    judge(TEN.plus(Duration.ofMinutes(3)));
    watched.end(before);
    sweep.run();
    assertThat(told()).containsExactly("p a down", "p all down");

    watched.results(
        watched.assignment(target, "a", "http", MINUTE),
        TEN.plus(MINUTE.multipliedBy(9)),
        MINUTE,
        "pp");
    judge(TEN.plus(Duration.ofMinutes(10)));
    sweep.run();

    assertThat(told()).containsExactly("p a up", "p all up");
  }

  @Test
  void checksOfOneRegionAreTakenInTheOrderOfTheirRunsThoughOneIsNotedAlone() {
    UUID target = watched.target("p", MINUTE, "a");
    UUID proxy = watched.assignment(target, "a", "goproxy", MINUTE);
    UUID tcp = watched.assignment(target, "a", "tcp", MINUTE);
    watched.results(proxy, TEN, MINUTE, "p");
    watched.results(tcp, TEN, MINUTE, "p");
    judge(TEN);
    watched.results(proxy, TEN.plus(MINUTE), MINUTE, "ppfffpp");
    watched.results(tcp, TEN.plusSeconds(90), MINUTE, "pppfffpp");
    watched.update("delete from result_backlog where assignment_id = ?", tcp);
    judge(TEN.plus(Duration.ofMinutes(9)));
    watched.backlog(tcp, TEN);
    judge(TEN.plus(Duration.ofMinutes(9)));

    assertThat(told()).containsExactly("p a down", "p all down", "p a up", "p all up");
  }

  @Test
  void whatWasToldBeforeThisVersionIsTakenFromEvents() throws Exception {
    UUID a = check("p", "a");
    watched.results(a, TEN, MINUTE, "pfff");
    judge(TEN.plus(Duration.ofMinutes(3)));
    assertThat(told()).hasSize(2);
    clock.set(TEN.plus(Duration.ofMinutes(20)));
    sweep.run();
    told();
    watched.update("alter table health_target drop column told");
    watched.update("alter table health_vantage drop column told");
    watched.update("update health_region set told = 'stale'");
    try (InputStream sql =
        Objects.requireNonNull(
            SweepTest.class.getResourceAsStream(
                "/db/migration/V0045__add_what_people_heard.sql"))) {
      watched.update(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
    }

    assertThat(watched.rows("select state || ' ' || told from health_target"))
        .containsExactly("unknown down");
    assertThat(watched.rows("select state || ' ' || told from health_region"))
        .containsExactly("stale down");
    assertThat(watched.rows("select silent || ' ' || told from health_vantage"))
        .containsExactly("true true");
  }

  private UUID check(String target, String region) {
    return watched.assignment(watched.target(target, MINUTE, region), region, "http", MINUTE);
  }

  private void judge(Instant now) {
    clock.set(now);
    while (evaluation.batch() > 0) {
      continue;
    }
  }

  private void sweepUntil(Instant end) {
    while (clock.instant().isBefore(end)) {
      sweep.run();
      clock.advance(Duration.ofSeconds(15));
    }
  }

  /** What was announced since the last call. */
  private List<String> told() {
    List<String> told = new ArrayList<>();
    new JdbcOutbox(dataSource)
        .announce(
            100,
            clock.instant(),
            (announcement, webhooks) -> {
              told.add(words(announcement));
              return List.of();
            });
    return told;
  }

  private static String words(Announcement announcement) {
    String because = announcement.suppressedBecause();
    return announcement.target().en()
        + " "
        + (announcement.region() == null ? "all" : announcement.region())
        + " "
        + announcement.to()
        + (because == null ? "" : " " + because);
  }
}
