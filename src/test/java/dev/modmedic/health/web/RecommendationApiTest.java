package dev.modmedic.health.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.HealthRows;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
class RecommendationApiTest implements WithDatabase {
  private static final String PATH = "/v1/recommendations/goproxy";

  @Inject Api api;
  @Inject DataSource dataSource;
  @Inject EmbeddedServer server;

  @BeforeEach
  void empty() {
    HealthRows rows = new HealthRows(dataSource);
    rows.execute("truncate probe_result, health_region, target cascade");
    rows.region("cn-north");
  }

  @Test
  void withoutDataItSaysSo() {
    Answer answer = api.get(PATH);

    assertThat(answer.json().at("/line").isNull()).isTrue();
    assertThat(answer.json().at("/command").isNull()).isTrue();
    assertThat(answer.at("/says")).contains("No module proxy is watched from local");
    assertThat(api.get(PATH, "Accept-Language", "zh").at("/says")).contains("不作推荐");
  }

  @Test
  void whatWasMeasuredDecidesByRegion() {
    HealthRows rows = new HealthRows(dataSource);
    Instant now = Instant.now();
    UUID good = rows.target("good", "https://good.example.net", "local", "cn-north");
    UUID far = rows.target("far", "https://far.example.net/", "local", "cn-north");
    for (int i = 1; i <= 20; i++) {
      rows.passed(good, "local", now.minusSeconds(60 * i), 200_000);
      rows.passed(good, "cn-north", now.minusSeconds(60 * i), 90_000 + i * 1_000);
      rows.passed(far, "local", now.minusSeconds(60 * i), 50_000);
      rows.failed(
          far, "cn-north", now.minusSeconds(60 * i), "tcp.connect-timeout", null, "connect");
    }
    rows.state(good, "local", "up");
    rows.state(good, "cn-north", "up");
    rows.state(far, "local", "up");
    rows.state(far, "cn-north", "down");

    JsonNode local = api.get(PATH).json();
    JsonNode north =
        api.get(PATH + "?region=cn-north&goproxy=https%3A%2F%2Ffar.example.net%2Cdirect").json();

    assertThat(local.at("/line").asText())
        .isEqualTo("https://far.example.net|https://good.example.net,direct");
    assertThat(local.at("/command").asText())
        .isEqualTo("go env -w \"GOPROXY=https://far.example.net|https://good.example.net,direct\"");
    assertThat(north.at("/line").asText()).isEqualTo("https://good.example.net,direct");
    assertThat(north.at("/entries/0/p95Ms").asDouble()).isEqualTo(109);
    assertThat(north.at("/entries/0/reachability").asDouble()).isEqualTo(1);
    assertThat(north.at("/entries/0/runs").asInt()).isEqualTo(20);
    assertThat(Instant.parse(north.at("/entries/0/measuredAt").asText()))
        .isBetween(now.minusSeconds(61), now.minusSeconds(59));
    assertThat(north.at("/leftOut/0/says").asText()).isEqualTo("It is down: tcp.connect-timeout.");
    assertThat(north.at("/replays")).hasSize(1);
    assertThat(north.at("/replays/0/ending").asText()).isEqualTo("ends");
    assertThat(north.at("/replays/0/asked/0/cause").asText()).isEqualTo("tcp.connect-timeout");
  }

  @Test
  void aLineIsReplayedInEveryRegion() {
    HealthRows rows = new HealthRows(dataSource);
    UUID soft = rows.target("soft", "https://soft.example.net", "local", "cn-north");
    rows.passed(soft, "local", Instant.now(), 1_000);
    rows.failed(soft, "cn-north", Instant.now(), "goproxy.not-found", 404, null);
    rows.state(soft, "local", "up");
    rows.state(soft, "cn-north", "down");

    JsonNode replays =
        api.get(PATH + "?goproxy=https%3A%2F%2Fsoft.example.net%2Cdirect").json().at("/replays");

    assertThat(replays).hasSize(2);
    assertThat(replays.at("/0/region").asText()).isEqualTo("cn-north");
    assertThat(replays.at("/0/ending").asText()).isEqualTo("direct");
    assertThat(replays.at("/0/entry").asInt()).isEqualTo(2);
    assertThat(replays.at("/1/region").asText()).isEqualTo("local");
    assertThat(replays.at("/1/ending").asText()).isEqualTo("served");
  }

  @Test
  void anEmptyLineIsTheDefaultOfGo() throws Exception {
    HealthRows rows = new HealthRows(dataSource);
    UUID google = rows.target("golang", "https://proxy.golang.org", "local");
    rows.passed(google, "local", Instant.now(), 1_000);
    rows.state(google, "local", "up");

    // Asked past the validator, which takes an empty parameter for a missing one.
    URI asked = server.getURI().resolve(PATH + "?region=local&goproxy=");
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(asked).build(), BodyHandlers.ofString());

    assertThat(answer.body())
        .contains("\"ending\":\"served\",\"entry\":1,\"name\":\"https://proxy.golang.org\"");
  }

  @Test
  void whatTheRunKeptOfEachFileDecides() {
    HealthRows rows = new HealthRows(dataSource);
    UUID burning = rows.target("burning", "https://burning.example.net", "local");
    UUID good = rows.target("good", "https://good.example.net", "local");
    rows.failed(burning, "local", Instant.now(), "goproxy.server-error", 200, null);
    rows.execute(
        "update probe_result set detail = '{\"facts\": {\"go.zip\": \"http-error\"}}'::jsonb");
    rows.state(burning, "local", "down");
    rows.passed(good, "local", Instant.now(), 1_000);
    rows.state(good, "local", "up");

    JsonNode replay =
        api.get(
                PATH
                    + "?region=local"
                    + "&goproxy=https%3A%2F%2Fburning.example.net%7Chttps%3A%2F%2Fgood.example.net")
            .json()
            .at("/replays/0");

    assertThat(replay.at("/ending").asText()).isEqualTo("served");
    assertThat(replay.at("/entry").asInt()).isEqualTo(2);
    assertThat(replay.at("/asked/0/file").asText()).isEqualTo("zip");
    assertThat(replay.at("/asked/0/outcome").asText()).isEqualTo("http-error");
  }

  @Test
  void aDoubtSeenAnywhereCountsEverywhereForADay() {
    HealthRows rows = new HealthRows(dataSource);
    UUID odd = rows.target("odd", "https://odd.example.net", "local", "cn-north");
    rows.passed(odd, "local", Instant.now(), 1_000);
    rows.failed(
        odd, "cn-north", Instant.now().minusSeconds(80_000), "checksum.sumdb-mismatch", 200, null);
    rows.state(odd, "local", "up");

    assertThat(api.get(PATH).json().at("/line").isNull()).isTrue();
    rows.execute("update probe_result set due = due - interval '3 hours' where outcome = 'failed'");
    assertThat(api.get(PATH).at("/line")).isEqualTo("https://odd.example.net,direct");
  }

  @Test
  void aPausedTargetIsNotRecommended() {
    HealthRows rows = new HealthRows(dataSource);
    UUID paused = rows.target("paused", "https://paused.example.net", "local");
    rows.passed(paused, "local", Instant.now(), 1_000);
    rows.state(paused, "local", "up");
    rows.execute("update target set paused = true");

    assertThat(api.get(PATH).json().at("/line").isNull()).isTrue();
  }

  @Test
  void noCommandIsGivenThatAShellWouldReadSomethingInto() {
    HealthRows rows = new HealthRows(dataSource);
    UUID odd = rows.target("odd", "https://odd.example.net/$(id)", "local");
    rows.passed(odd, "local", Instant.now(), 1_000);
    rows.state(odd, "local", "up");

    JsonNode advice = api.get(PATH).json();

    assertThat(advice.at("/line").asText()).isEqualTo("https://odd.example.net/$(id),direct");
    assertThat(advice.at("/command").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"?region=nowhere", "?region=A", "?goproxy=a%0Ab", "?colour=red"})
  void aParameterThatMakesNoSenseIsRefused(String query) {
    Answer answer = api.get(PATH + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/type")).isEqualTo("/problems/invalid-parameter");
  }
}
