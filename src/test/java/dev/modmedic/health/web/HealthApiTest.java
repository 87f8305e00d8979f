package dev.modmedic.health.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modmedic.health.jdbc.Judged;
import dev.modmedic.health.jdbc.Watched;
import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.HealthRows;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MicronautTest(transactional = false)
class HealthApiTest implements WithDatabase {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  @Inject Api api;
  @Inject DataSource dataSource;

  private UUID target;

  @BeforeAll
  void watch() {
    Watched watched = new Watched(DelegatingDataSource.unwrapDataSource(dataSource));
    target = watched.target("p.example", MINUTE, "cn-north", "eu", "us");
    UUID cn = watched.assignment(target, "cn-north", "http", MINUTE);
    UUID eu = watched.assignment(target, "eu", "http", MINUTE);
    watched.assignment(target, "us", "http", MINUTE);
    watched.results(cn, NOW.minus(MINUTE.multipliedBy(20)), MINUTE, "pppppppfpppfffffffff");
    watched.results(eu, NOW.minus(MINUTE.multipliedBy(20)), MINUTE, "ppppppppppmmoodppppp");
    watched.maintenance(
        target, "us", Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2099-01-01T00:00:00Z"));
    watched.target("never.example", MINUTE, "eu");
    UUID cutOff = watched.target("cut-off.example", MINUTE, "egress", "eu");
    UUID egress = watched.assignment(cutOff, "egress", "http", MINUTE);
    watched.results(egress, NOW.minus(MINUTE.multipliedBy(6)), MINUTE, "oooooo");
    UUID wasOff = watched.assignment(cutOff, "eu", "http", MINUTE);
    watched.results(wasOff, NOW.minus(MINUTE.multipliedBy(6)), MINUTE, "oofoop");
    UUID slow = watched.target("slow.example", MINUTE, "eu");
    UUID often = watched.assignment(slow, "eu", "http", MINUTE);
    watched.results(often, NOW.minus(MINUTE.multipliedBy(6)), MINUTE, "pppddd");
    Judged.at(watched.dataSource(), NOW);
  }

  @Test
  void theMatrixTellsStatesCausesAndFigures() {
    Answer answer = api.get("/v1/health?window=1h&target=p.example");

    JsonNode row = answer.json().at("/targets/0");
    assertThat(row.at("/state").asText()).isEqualTo("regional");
    assertThat(names(row)).containsExactly("cn-north down", "eu up", "us unknown");
    JsonNode cn = row.at("/regions/0");
    assertThat(cn.at("/since").asText()).isEqualTo("2026-11-27T11:53:00Z");
    assertThat(cn.at("/cause/code").asText()).isEqualTo("dns.timeout");
    assertThat(cn.at("/cause/title").asText()).isNotEmpty();
    assertThat(cn.at("/cause/at").asText()).isEqualTo("2026-11-27T11:59:00Z");
    assertThat(cn.at("/lastFailure/at").asText()).isEqualTo("2026-11-27T11:59:00Z");
    assertThat(cn.at("/reachability").asDouble()).isEqualTo(0.5);
    assertThat(cn.at("/uptime").asDouble()).isEqualTo(0.65);
    assertThat(cn.at("/coverage").asDouble()).isEqualTo(1);
    assertThat(cn.at("/times/total/p95").asDouble()).isBetween(5.0, 5.05);
    JsonNode eu = row.at("/regions/1");
    assertThat(eu.at("/coverage").asDouble()).isEqualTo(0.8);
    assertThat(eu.at("/reachability").asDouble()).isEqualTo(1);
    assertThat(eu.at("/cause").isNull()).isTrue();
    JsonNode us = row.at("/regions/2");
    assertThat(us.at("/maintenance").asBoolean()).isTrue();
    assertThat(us.at("/uptime").isNull()).isTrue();
  }

  @Test
  void aVantageThatNeverGetsOutIsSeen() {
    Answer answer = api.get("/v1/health/cut-off.example?window=1h");

    JsonNode spot = answer.json().at("/target/regions/0");
    assertThat(spot.at("/state").asText()).isEqualTo("unknown");
    assertThat(spot.at("/offline/runs").asInt()).isEqualTo(6);
    assertThat(spot.at("/offline/since").asText()).isEqualTo("2026-11-27T11:54:00Z");
    assertThat(spot.at("/runs/offline").asInt()).isEqualTo(6);
    for (String where : List.of("/cause", "/lastFailure")) {
      assertThat(spot.at(where + "/source").asText()).isEqualTo("own-network");
      assertThat(spot.at(where + "/code").asText()).isEqualTo("http-proxy.unreachable");
      assertThat(spot.at(where + "/message").asText()).contains("socks connect");
      assertThat(spot.at(where + "/at").asText()).isEqualTo("2026-11-27T11:59:00Z");
    }
    assertThat(answer.at("/checks/0/region")).isEqualTo("egress");
    assertThat(answer.at("/checks/0/lastFailure/source")).isEqualTo("own-network");
    assertThat(answer.json().at("/checks/0/offline/runs").asInt()).isEqualTo(6);
  }

  @Test
  void aVantageThatGetsOutAgainIsNoLongerOffline() {
    JsonNode spot = api.get("/v1/health/cut-off.example?window=1h").json().at("/target/regions/1");

    assertThat(spot.at("/state").asText()).isEqualTo("up");
    assertThat(spot.at("/offline").isNull()).isTrue();
    assertThat(spot.at("/lastFailure/code").asText()).isEqualTo("dns.timeout");
  }

  @Test
  void whatIsOnlySlowSaysSo() {
    JsonNode spot = api.get("/v1/health/slow.example?window=1h").json().at("/target/regions/0");

    assertThat(spot.at("/state").asText()).isEqualTo("degraded");
    assertThat(spot.at("/cause/code").isNull()).isTrue();
    assertThat(spot.at("/cause/message").asText()).startsWith("slow: the first attempt took");
    assertThat(spot.at("/cause/source").asText()).isEqualTo("target");
    assertThat(spot.at("/cause/at").asText()).isEqualTo("2026-11-27T11:59:00Z");
  }

  @Test
  void everyWindowAndLanguageHasItsAnswer() {
    for (String window : List.of("1h", "24h", "7d", "30d", "90d")) {
      Answer answer = api.get("/v1/health?window=" + window, "Accept-Language", "zh");

      assertThat(answer.at("/window")).isEqualTo(window);
      assertThat(answer.json().at("/targets")).hasSize(4);
      assertThat(answer.header("Content-Language")).isEqualTo("zh");
    }
  }

  @Test
  void whatTheClientHasIsNotSentAgain() {
    String tag = api.get("/v1/health").header("ETag");

    assertThat(api.get("/v1/health", "If-None-Match", tag).status()).isEqualTo(304);
    assertThat(api.get("/v1/health?region=eu", "If-None-Match", tag).status()).isEqualTo(200);
  }

  @Test
  void oneRegionIsOneColumn() {
    JsonNode row = api.get("/v1/health?region=eu&target=p.example").json().at("/targets/0");

    assertThat(names(row)).containsExactly("eu up");
    assertThat(row.at("/state").asText()).isEqualTo("regional");
  }

  @Test
  void aTargetIsFoundByNameAndById() {
    Answer byName = api.get("/v1/health/p.example?window=24h");
    Answer byId = api.get("/v1/health/" + target + "?window=24h");

    assertThat(byName.body()).isEqualTo(byId.body());
    assertThat(byName.at("/checks/0/kind")).isEqualTo("http");
    assertThat(byName.at("/checks/0/lastResultAt")).isEqualTo("2026-11-27T11:59:00Z");
    assertThat(api.get("/v1/health/other.example").at("/type"))
        .isEqualTo("/problems/unknown-target");
  }

  @Test
  void changesComeNewestFirstPageByPage() {
    List<String> seen =
        api.pages("/v1/targets/" + target + "/transitions?limit=2").stream()
            .map(item ->
                "%s %s %s"
                    .formatted(
                        item.at("/region").asText("all"),
                        item.at("/from").asText(),
                        item.at("/to").asText()))
            .toList();

    assertThat(seen)
        .containsExactlyInAnyOrder(
            "all up regional",
            "cn-north up down",
            "all unknown up",
            "cn-north unknown up",
            "eu unknown up");
    assertThat(api.get("/v1/targets/" + target + "/transitions?region=eu").json().at("/items"))
        .hasSize(1);
  }

  @Test
  void aSeriesHasAPointForEachStretchThatIsOver() {
    String path = "/v1/targets/" + target + "/series?resolution=5m&until=2026-11-27T12:00:00Z";
    JsonNode all = api.get(path).json();
    JsonNode one = api.get(path + "&region=cn-north&kind=http").json();

    assertThat(all.at("/series")).hasSize(2);
    assertThat(one.at("/series/0/points")).hasSize(4);
    assertThat(one.at("/series/0/points/0/reachability").asDouble()).isEqualTo(1);
    assertThat(one.at("/series/0/points/3/reachability").asDouble()).isZero();
    assertThat(one.at("/series/0/points/3/times")).isEmpty();
    assertThat(api.get(path + "&kind=dns").json().at("/series")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/health?window=2h, window",
    "/v1/health?region=EU, region",
    "/v1/health?limit=3, limit",
    "/v1/health/p.example?target=x, target",
    "/v1/targets/019aa7a0-0000-7000-8000-000000000000/transitions?limit=0, limit",
    "/v1/targets/019aa7a0-0000-7000-8000-000000000000/series?resolution=2h, resolution",
    "/v1/health?region=%00, region",
    "/v1/targets/019aa7a0-0000-7000-8000-000000000000/transitions?region=%00, region",
    "/v1/targets/019aa7a0-0000-7000-8000-000000000000/series?region=%00, region",
    "/v1/targets/019aa7a0-0000-7000-8000-000000000000/series?kind=icmp, kind",
    "/v1/targets/019aa7a0-0000-7000-8000-000000000000/series?until=9999-12-31T23:59:59-18:00,"
        + " until",
    "/v1/targets/019aa7a0-0000-7000-8000-000000000000/series?until=-999999999-01-01T00:00:00%2B18:00,"
        + " until",
    "/v1/targets/019aa7a0-0000-7000-8000-000000000000/series?until=%2B999999999-12-31T23:59:59-18:00,"
        + " until",
    "/v1/targets/019aa7a0-0000-7000-8000-000000000000/series?resolution=5m&since=2026-01-01T00:00:00Z&until=2026-01-09T00:00:00Z,"
        + " since",
    "/v1/targets/019aa7a0-0000-7000-8000-000000000000/series?since=2026-01-01T00:00:00Z&until=2026-01-01T00:00:00Z,"
        + " since"
  })
  void aParameterThatMakesNoSenseIsNamed(String path, String parameter) {
    Answer answer =
        api.get(path.replace("019aa7a0-0000-7000-8000-000000000000", target.toString()));

    assertThat(answer.at("/type")).isEqualTo("/problems/invalid-parameter");
    assertThat(answer.at("/errors/0/parameter")).isEqualTo(parameter);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/health/other.example",
    "/v1/health/%00",
    "/v1/targets/019aa7a0-0000-7000-8000-000000000000/transitions",
    "/v1/targets/019aa7a0-0000-7000-8000-000000000000/series",
    "/v1/targets/zzz/transitions",
    "/v1/targets/zzz/series"
  })
  void aTargetThatIsNotThereIsSaid(String path) {
    assertThat(api.get(path).at("/type")).isEqualTo("/problems/unknown-target");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/health?region=nowhere, region",
    "/v1/health/TARGET?region=nowhere, region",
    "/v1/health?target=other.example, target",
    "/v1/targets/TARGET/transitions?region=nowhere, region",
    "/v1/targets/TARGET/series?region=nowhere, region",
  })
  void whatIsNotThereCannotBeAFilter(String path, String parameter) {
    Answer answer = api.get(path.replace("TARGET", target.toString()));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/errors/0/parameter")).isEqualTo(parameter);
    if (parameter.equals("region")) {
      assertThat(answer.at("/errors/0/detail"))
          .startsWith("is not the name of a region; there are [")
          .contains("local");
    }
  }

  @Test
  void aRegionThatIsGoneIsStillNamedInThePast() {
    HealthRows rows = new HealthRows(dataSource);
    UUID old = rows.target("old.example", "https://old.example", "eu");
    rows.transition(old, "gone", "up", "down");

    JsonNode changes = api.get("/v1/targets/" + old + "/transitions?region=gone").json();
    int series = api.get("/v1/targets/" + old + "/series?region=gone").status();
    int present = api.get("/v1/health?region=gone").status();
    rows.execute("delete from target where id = ?", old);

    assertThat(changes.at("/items")).hasSize(1);
    assertThat(series).isEqualTo(200);
    assertThat(present).isEqualTo(400);
  }

  @Test
  void aCursorOfAnotherListIsRefused() {
    assertThat(api.get("/v1/targets/" + target + "/transitions?cursor=abc").at("/type"))
        .isEqualTo("/problems/bad-cursor");
  }

  private static List<String> names(JsonNode row) {
    List<String> names = new ArrayList<>();
    row.at("/regions")
        .forEach(spot -> names.add(spot.at("/region").asText() + " " + spot.at("/state").asText()));
    return names;
  }
}
