package dev.modmedic.health.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.HealthRows;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.sql.DataSource;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

@MicronautTest(transactional = false)
class BadgeApiTest implements WithDatabase {
  @Inject Api api;
  @Inject DataSource dataSource;

  @ParameterizedTest
  @CsvSource({"up, #15803d", "regional, #b45309", "down, #b91c1c", "unknown, #6b7280"})
  void theStateIsShownByWordAndColour(String state, String colour) throws Exception {
    HealthRows rows = new HealthRows(dataSource);
    UUID target = rows.target("p-" + state, "https://p.example.net", "local");
    rows.state(target, null, state);

    Answer byName = api.get("/badges/p-" + state + ".svg");

    assertThat(byName.header("Content-Type")).isEqualTo("image/svg+xml");
    assertThat(byName.header("Cache-Control")).isEqualTo("max-age=60");
    assertThat(title(byName)).isEqualTo("p-%s: %s".formatted(state, state));
    assertThat(byName.body()).contains(colour);
    assertThat(api.get("/badges/" + target + ".svg").body()).isEqualTo(byName.body());
    assertThat(
            api.get("/badges/p-" + state + ".svg", "If-None-Match", byName.header("ETag")).status())
        .isEqualTo(304);
  }

  @Test
  void theWordsAreInTheLanguageOfTheirPage() throws Exception {
    HealthRows rows = new HealthRows(dataSource);
    rows.state(rows.target("zh.example.net", "https://p.example.net", "local"), null, "regional");

    assertThat(title(api.get("/badges/zh.example.net.svg?lang=zh")))
        .isEqualTo("zh.example.net: 部分地区异常");
    assertThat(title(api.get("/badges/zh.example.net.svg?lang=zh&uptime=30d")))
        .isEqualTo("zh.example.net: 部分地区异常，尚无 30d 的可用率");
    assertThat(api.get("/badges/zh.example.net.svg?lang=fr").status()).isEqualTo(400);
  }

  @Test
  void aRegionHasItsOwnState() throws Exception {
    HealthRows rows = new HealthRows(dataSource);
    rows.region("cn-north");
    UUID target = rows.target("proxy.example.net", "https://p.example.net", "local", "cn-north");
    rows.state(target, null, "regional");
    rows.state(target, "cn-north", "flapping");

    assertThat(title(api.get("/badges/proxy.example.net.svg")))
        .isEqualTo("proxy.example.net: regional");
    assertThat(title(api.get("/badges/proxy.example.net.svg?region=cn-north")))
        .isEqualTo("proxy.example.net @ cn-north: flapping");
    assertThat(title(api.get("/badges/proxy.example.net.svg?region=local")))
        .isEqualTo("proxy.example.net @ local: unknown");
  }

  @Test
  void uptimeIsShownWhereItIsWanted() throws Exception {
    HealthRows rows = new HealthRows(dataSource);
    UUID target = rows.target("uptime.example.net", "https://p.example.net", "local");
    rows.state(target, null, "up");
    rows.state(target, "local", "up");
    uptime(rows, target, "", 1_000_000, 1);
    uptime(rows, target, "local", 200, 100);
    String badge = "/badges/uptime.example.net.svg";

    assertThat(title(api.get(badge))).isEqualTo("uptime.example.net: up");
    assertThat(title(api.get(badge + "?uptime=30d")))
        .isEqualTo("uptime.example.net: up, 99.99% in 30d");
    assertThat(title(api.get(badge + "?uptime=30d&region=local")))
        .isEqualTo("uptime.example.net @ local: up, 50% in 30d");
    assertThat(title(api.get(badge + "?uptime=7d")))
        .isEqualTo("uptime.example.net: up, no uptime of 7d yet");
    assertThat(api.get(badge + "?uptime=1y").at("/type")).isEqualTo("/problems/invalid-parameter");
  }

  private static void uptime(HealthRows rows, UUID target, String region, long known, long down) {
    rows.execute(
        """
        insert into health_uptime (
          workspace, "window", target_id, region, computed_at, known_ms, down_ms)
        values ('default', '30d', ?, ?, now(), ?, ?)
        """,
        target,
        region,
        known,
        down);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nobody",
        "<script>alert(1)</script>",
        "a\"b'c&d",
        "\u0000\u0001\u007f",
        "代理",
        "\uFFFE",
        "😀 %%s ${x}"
      })
  void whatIsUnknownIsGreyAndWellFormed(String name) throws Exception {
    Answer answer =
        api.get(
            "/badges/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20")
                + ".svg");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(title(answer)).endsWith(": unknown");
    assertThat(answer.body()).contains("#6b7280").doesNotContain("<script");
  }

  @Test
  void aLongNameIsCut() throws Exception {
    assertThat(title(api.get("/badges/" + "x".repeat(300) + ".svg")))
        .isEqualTo("x".repeat(59) + "…: unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?region=A%20B", "?colour=red"})
  void aParameterThatMakesNoSenseIsRefused(String query) {
    assertThat(api.get("/badges/a.svg" + query).status()).isEqualTo(400);
  }

  private static String title(Answer answer) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(answer.body())));
    return document.getElementsByTagName("title").item(0).getTextContent();
  }
}
