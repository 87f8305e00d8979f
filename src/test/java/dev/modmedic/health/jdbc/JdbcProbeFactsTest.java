package dev.modmedic.health.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.diagnosis.ProbeFact;
import dev.modmedic.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class JdbcProbeFactsTest {
  private static final Instant TEN = Instant.parse("2026-11-27T10:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final SetClock clock = new SetClock(TEN.plus(Duration.ofMinutes(4)));

  @Test
  void hostsInTroubleAreKnownAndReadAgainAfterAFewSeconds() {
    Watched watched = new Watched(TestDatabase.create().dataSource());
    UUID target = watched.target("p.example", MINUTE, "a", "b", "c");
    UUID a = watched.assignment(target, "a", "http", MINUTE);
    UUID b = watched.assignment(target, "b", "http", MINUTE);
    UUID c = watched.assignment(target, "c", "http", MINUTE);
    watched.results(a, TEN, MINUTE, "pfff");
    watched.results(b, TEN, MINUTE, "pppp");
    watched.results(c, TEN, MINUTE, "pppp");
    Judged.at(watched.dataSource(), clock.instant());
    JdbcProbeFacts facts = new JdbcProbeFacts(watched.dataSource(), clock);

    assertThat(settled(facts))
        .containsExactly(
            new ProbeFact(
                "p.example",
                "a",
                false,
                TEN.plus(MINUTE.multipliedBy(3)),
                "dns.timeout",
                List.of("a")));
    assertThat(facts.now("another")).isEmpty();

    clock.advance(MINUTE.multipliedBy(3));
    watched.results(b, TEN.plus(MINUTE.multipliedBy(4)), MINUTE, "fff");
    watched.results(c, TEN.plus(MINUTE.multipliedBy(4)), MINUTE, "fff");
    Judged.at(watched.dataSource(), clock.instant());

    assertThat(settled(facts))
        .containsExactly(
            new ProbeFact(
                "p.example",
                null,
                false,
                TEN.plus(MINUTE.multipliedBy(6)),
                "dns.timeout",
                List.of("a", "b", "c")));
  }

  @Test
  void aLostDatabaseOnlyMeansThatNothingIsKnown() {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/nothing");

    assertThat(new JdbcProbeFacts(nowhere, clock).now("default")).isEmpty();
  }

  /** A first reading may take longer than a diagnosis waits. */
  private List<ProbeFact> settled(JdbcProbeFacts facts) {
    Instant deadline = Instant.now().plusSeconds(20);
    List<ProbeFact> seen = facts.now(Watched.WORKSPACE);
    while (seen.isEmpty() && Instant.now().isBefore(deadline)) {
      clock.advance(Duration.ofSeconds(6));
      seen = facts.now(Watched.WORKSPACE);
    }
    return seen;
  }
}
