package dev.modmedic.health.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.modmedic.diagnosis.ProbeFacts;
import dev.modmedic.health.jdbc.Judged;
import dev.modmedic.health.jdbc.Watched;
import dev.modmedic.region.Region;
import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.Eventually;
import dev.modmedic.testing.HealthRows;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What the probes saw is kept with a diagnosis and counts again when it is replayed. */
@MicronautTest(transactional = false)
class ProbedReplayApiTest implements WithDatabase {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant TEN = Instant.parse("2026-11-27T10:00:00Z");

  /** No rule in force knows these words. */
  private static final String CASE = "{\"log\": \"zzz: goproxy.example feels unwell\"}";

  private static final String DRAFT =
      """
      code: goproxy.unwell
      status: trial
      severity: error
      owner: proxy-operator
      retry: no
      title: { en: The proxy feels unwell, zh: 代理不适 }
      explanation: { en: A rule of a test., zh: 测试规则。 }
      signals:
        - id: words
          pattern: 'zzz: (?P<host>\\S+) feels unwell'
          weight: 4
      """;

  @Inject Api api;
  @Inject DataSource dataSource;
  @Inject ProbeFacts probes;

  @Test
  void aReplayKnowsWhatTheProbesSawThen() throws JsonProcessingException {
    watch();
    Eventually.isTrue(() -> !probes.now(Region.WORKSPACE).isEmpty(), () -> "nothing is seen");
    Answer seen = api.postJson(CASE);
    new HealthRows(dataSource).execute("truncate target cascade");
    Eventually.isTrue(() -> probes.now(Region.WORKSPACE).isEmpty(), () -> "still seen");
    Answer unseen = api.postJson(CASE);

    Answer replay =
        api.postJsonTo(
            "/v1/replays",
            JsonMapper.builder()
                .build()
                .writeValueAsString(
                    Map.of(
                        "files",
                        Map.of("codes.yaml", "[goproxy.unwell]", "goproxy/unwell.yaml", DRAFT))));

    assertThat(replay.status()).as(replay.body()).isEqualTo(200);
    assertThat(confidence(replay, seen)).isGreaterThan(confidence(replay, unseen));
  }

  private void watch() {
    Watched watched = new Watched(DelegatingDataSource.unwrapDataSource(dataSource));
    UUID target = watched.target("goproxy.example", MINUTE, "cn-north", "eu");
    watched.results(watched.assignment(target, "cn-north", "http", MINUTE), TEN, MINUTE, "pfff");
    watched.results(watched.assignment(target, "eu", "http", MINUTE), TEN, MINUTE, "pppp");
    Judged.at(watched.dataSource(), TEN.plus(MINUTE.multipliedBy(4)));
  }

  /** That of the draft in a diagnosis that it answers otherwise. */
  private static double confidence(Answer replay, Answer diagnosis) {
    return StreamSupport.stream(replay.json().at("/flips").spliterator(), false)
        .filter(flip -> flip.at("/id").asText().equals(diagnosis.at("/id")))
        .map(flip -> flip.at("/after/confidence"))
        .mapToDouble(JsonNode::asDouble)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no flip: " + replay.body()));
  }
}
