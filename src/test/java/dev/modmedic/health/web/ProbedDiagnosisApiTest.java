package dev.modmedic.health.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.health.jdbc.Judged;
import dev.modmedic.health.jdbc.Watched;
import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class ProbedDiagnosisApiTest implements WithDatabase {
  private static final Instant TEN = Instant.parse("2026-11-27T10:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String LOG =
      "go: example.com/m@v1.0.0: Get \"https://goproxy.example/example.com/m/@v/v1.0.0.info\":"
          + " dial tcp 192.0.2.7:443: i/o timeout";

  @Inject Api api;
  @Inject DataSource dataSource;

  @BeforeAll
  void watch() {
    Watched watched = new Watched(DelegatingDataSource.unwrapDataSource(dataSource));
    UUID target = watched.target("goproxy.example", MINUTE, "cn-north", "eu");
    UUID check = watched.assignment(target, "cn-north", "http", MINUTE);
    UUID other = watched.assignment(target, "eu", "http", MINUTE);
    watched.results(check, TEN, MINUTE, "pfff");
    watched.results(other, TEN, MINUTE, "pppp");
    Judged.at(watched.dataSource(), TEN.plus(MINUTE.multipliedBy(4)));
  }

  @Test
  void aDiagnosisTellsThatItIsNotYou() {
    String json =
        "{\"log\": \"%s\", \"context\": {\"region\": \"cn-north\"}}"
            .formatted(LOG.replace("\"", "\\\""));
    awaitProbes(json);

    assertThat(api.postJson(json).body()).contains("\"probe\"").contains("It is not you");
    assertThat(api.postJson(json, "Accept-Language", "zh").body()).contains("问题不在您这边");
    assertThat(api.postJson(json, "Accept", "text/markdown").body())
        .contains("- probe: `goproxy.example down from cn-north since 2026-11-27T10:03:00Z");
    assertThat(api.postText(LOG).body()).contains("It may not be you");
    assertThat(api.postText(LOG.replace("goproxy.example", "other.example")).body())
        .doesNotContain("not be you");
  }

  @Test
  void reasonsAndReplaysKnowWhatTheProbesSaw() {
    String json =
        "{\"log\": \"%s\", \"context\": {\"region\": \"cn-north\"}}"
            .formatted(LOG.replace("\"", "\\\""));
    awaitProbes(json);

    Answer made = api.postJson(json, "Accept", "application/json");
    Answer why = api.get(made.header("Location") + "/causes/" + made.at("/causes/0/code"));

    assertThat(why.at("/confidence")).isEqualTo(made.at("/causes/0/confidence"));
  }

  /** A diagnosis does not wait long for what the probes see; the first may go without. */
  private void awaitProbes(String json) {
    Instant deadline = Instant.now().plusSeconds(30);
    while (!api.postJson(json).body().contains("\"probe\"")) {
      assertThat(Instant.now()).isBefore(deadline);
    }
  }
}
