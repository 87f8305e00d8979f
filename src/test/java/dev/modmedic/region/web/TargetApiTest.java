package dev.modmedic.region.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MicronautTest(transactional = false)
class TargetApiTest implements WithDatabase {
  private static final String TARGETS = "/v1/targets";
  private static final String UNKNOWN = TARGETS + "/019aa7a0-0000-7000-8000-000000000001";

  @Inject Api api;

  private Answer create(String name) {
    Answer answer =
        api.postTo(
            TARGETS,
            """
            {"name": "%s", "type": "https", "url": "https://example.com/"}
            """
                .formatted(name));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer;
  }

  @Test
  void aTargetIsShownAsItWasMade() {
    Answer made = create("shown");

    assertThat(made.at("/kinds/0")).isEqualTo("http");
    assertThat(made.at("/regions/0")).isEqualTo("local");
    assertThat(made.at("/interval")).isEqualTo("PT1M");
    assertThat(made.at("/url")).isEqualTo("https://example.com");
    Answer shown = api.get(made.header("Location"));
    assertThat(shown.body()).isEqualTo(made.body());
    assertThat(shown.header("ETag")).isEqualTo("\"1\"");
    assertThat(api.get(made.header("Location"), "If-None-Match", "\"1\"").status()).isEqualTo(304);
  }

  @Test
  void theExampleOfTheContractCanBePosted() throws IOException {
    assertThat(api.postTo("/v1/regions", "{\"name\": \"cn-north\"}").status()).isEqualTo(201);

    Answer answer = api.postTo(TARGETS, Files.readString(Path.of("openapi/examples/target.json")));

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.json().at("/settings/canaries")).hasSize(2);
    assertThat(answer.at("/settings/slowAfter")).isEqualTo("PT2S");
  }

  @Test
  void theCatalogueIsReadInChineseToo() {
    Answer chinese = api.get("/v1/catalogue", "Accept-Language", "zh");

    assertThat(chinese.header("Content-Language")).isEqualTo("zh");
    for (JsonNode entry : chinese.json().get("items")) {
      assertThat(entry.get("notes").asText()).containsPattern("\\p{IsHan}");
    }
  }

  @Test
  void whatIsInTheCatalogueIsSwitchedOnByName() {
    JsonNode catalogue = api.get("/v1/catalogue").json().get("items");
    assertThat(catalogue).isNotEmpty();

    for (JsonNode entry : catalogue) {
      String name = entry.get("name").asText();
      Answer made =
          api.postTo(TARGETS, "{\"catalogue\": \"%s\", \"interval\": \"PT5M\"}".formatted(name));
      assertThat(made.status()).as(made.body()).isEqualTo(201);
      assertThat(made.at("/name")).isEqualTo(name);
      assertThat(made.at("/interval")).isEqualTo("PT5M");
      assertThat(made.json().get("settings")).isEqualTo(entry.get("settings"));
    }
    assertThat(api.postTo(TARGETS, "{\"catalogue\": \"nowhere\"}").at("/errors/0/pointer"))
        .isEqualTo("/catalogue");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|``",
        "{}|/type",
        "{\"type\": \"https\"}|/url",
        "{\"type\": \"ftp\", \"url\": \"https://a.example\"}|/type",
        "{\"type\": \"https\", \"url\": \"ftp://a.example\"}|/url",
        "{\"type\": \"https\", \"url\": \"https:///x\"}|/url",
        "{\"type\": \"https\", \"url\": \"https:///\"}|/url",
        "{\"type\": \"https\", \"url\": \"http:/\"}|/url",
        "{\"type\": \"https\", \"url\": \"https:///x\", \"kinds\": [\"dns\"]}|/url",
        "{\"type\": \"https\", \"url\": \"\"}|/url",
        "{\"type\": \"https\", \"url\": \"https://a.example:0\"}|/url",
        "{\"type\": \"https\", \"url\": \"https://a.example:65536\"}|/url",
        "{\"type\": \"https\", \"url\": \"http://[fe80::1%25eth0]:80\"}|/url",
        "{\"type\": \"https\", \"url\": \"http://[2606:4700::1%251]\"}|/url",
        "{\"type\": \"https\", \"url\": \"http://localhost.\"}|/url",
        "{\"type\": \"https\", \"url\": \"https://a.example\", \"name\":"
            + " \"019aa7a0-0000-7000-8000-000000000001\"}|/name",
        "{\"type\": \"https\", \"url\": \"https://a.example\", \"name\": \"a\\u202eb\"}|/name",
        "{\"type\": \"https\", \"url\": \"https://a.example\", \"name\": \"..\"}|/name",
        "{\"type\": \"https\", \"url\": \"https://a.example\", \"name\": \"\\u0000x\"}|/name",
        "{\"type\": \"https\", \"url\": \"https://a.example\", \"name\": \"\\ud800\"}|/name",
        "{\"type\": \"https\", \"url\": \"https://a.example\", \"name\": \"\"}|/name",
        "{\"type\": \"https\", \"url\": \"a b\"}|/url",
        "{\"type\": \"https\", \"url\": \"https://u:p@a.example\"}|/url",
        "{\"type\": \"https\", \"url\": \"https://a.example?x=1\"}|/url",
        "{\"type\": \"https\", \"url\": \"https://a.example#x\"}|/url",
        "{\"type\": \"https\", \"url\": \"http://127.0.0.1:8080\"}|/url",
        "{\"type\": \"https\", \"url\": \"http://localhost\"}|/url",
        "{\"type\": \"https\", \"url\": \"http://169.254.169.254\"}|/url",
        "{\"type\": \"https\", \"url\": \"http://[::1]\"}|/url",
        "{\"type\": \"https\", \"url\": \"http://10.0.0.1\"}|/url",
        "{\"type\": \"https\", \"url\": \"https://a.example\", \"name\": \"a b\"}|/name",
        "{\"type\": \"https\", \"url\": \"https://a.example\", \"name\": 7}|/name",
        "{\"type\": \"https\", \"url\": \"https://a.example\", \"interval\": \"PT1S\"}|/interval",
        "{\"type\": \"https\", \"url\": \"https://a.example\", \"interval\": \"P2D\"}|/interval",
        "{\"type\": \"https\", \"url\": \"https://a.example\", \"interval\": \"60\"}|/interval",
        "{\"type\": \"https\", \"url\": \"https://a.example\", \"kinds\": []}|/kinds",
        "{\"type\": \"https\", \"url\": \"https://a.example\", \"kinds\": [\"vcs\"]}|/kinds",
        "{\"type\": \"https\", \"url\": \"https://a.example\", \"kinds\": [\"ping\"]}|/kinds",
        "{\"type\": \"https\", \"url\": \"http://a.example\", \"kinds\": [\"tls\"]}|/kinds",
        "{\"type\": \"https\", \"url\": \"http://1.1.1.1\", \"kinds\": [\"dns\"]}|/kinds",
        "{\"type\": \"https\", \"url\": \"https://a.example\", \"regions\": [\"mars\"]}|/regions",
        "{\"type\": \"https\", \"url\": \"https://a.example\", \"regions\": \"local\"}|/regions",
        "{\"type\": \"https\", \"url\": \"https://a.example\", \"paused\": \"no\"}|/paused",
        "{\"type\": \"https\", \"url\": \"https://a.example\", \"intervall\": \"PT1M\"}|/intervall",
        "{\"type\": \"goproxy\", \"url\": \"https://a.example\"}|/settings/canaries",
        "{\"type\": \"sumdb\", \"url\": \"https://a.example\"}|/settings/sumDb",
      })
  void whatMakesNoSenseIsToldWithItsPlace(String body, String pointer) {
    Answer answer = api.postTo(TARGETS, body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.at("/errors/0/pointer")).as(answer.body()).isEqualTo(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"canaries\": [\"golang.org/x/text\"]}|/settings/canaries/0",
        "{\"canaries\": 7}|/settings/canaries",
        "{\"timeout\": \"PT10M\"}|/settings/timeout",
        "{\"timeout\": \"soon\"}|/settings/timeout",
        "{\"resolvers\": [\"udp://dns.example:53\"]}|/settings/resolvers",
        "{\"resolvers\": [\"quic://1.1.1.1\"]}|/settings/resolvers",
        "{\"sumDb\": \"off\"}|/settings/sumDb",
        "{\"sumDb\": \"sum.example+bad\"}|/settings/sumDb",
        "{\"sumDb\": \"sum.golang.org http://127.0.0.1:9\"}|/settings/sumDb",
        "{\"index\": \"http://127.0.0.1/index\"}|/settings/index",
        "{\"index\": \"https://a.example:0/index\"}|/settings/index",
        "{\"resolvers\": [\"udp://1.1.1.1:0\"]}|/settings/resolvers",
        "{\"resolvers\": [\"udp://[fe80::1%251]\"]}|/settings/resolvers",
        "{\"acceptedStatus\": [99]}|/settings/acceptedStatus/0",
        "{\"certificateDays\": -1}|/settings/certificateDays",
        "{\"cold\": \"yes\"}|/settings/cold",
        "{\"maxBytes\": 1000}|/settings/maxBytes",
        "{\"timeout\": \"PT5S\", \"slowAfter\": \"PT5S\"}|/settings/slowAfter",
        "{\"timeout\": \"PT5M\", \"slowAfter\": \"PT2M\"}|/settings/slowAfter",
        "{\"speed\": 1}|/settings/speed",
        "7|/settings",
      })
  void settingsThatMakeNoSenseAreToldWithTheirPlace(String settings, String pointer) {
    Answer answer =
        api.postTo(
            TARGETS,
            "{\"type\": \"https\", \"url\": \"https://a.example\", \"settings\": %s}"
                .formatted(settings));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.at("/errors/0/pointer")).as(answer.body()).isEqualTo(pointer);
  }

  @Test
  void everyMistakeIsToldAtOnce() {
    Answer answer =
        api.postTo(
            TARGETS,
            """
            {"type": "https", "url": "https://a.example", "kinds": ["vcs"], "regions": []}
            """);

    assertThat(answer.json().get("errors")).hasSize(2);
  }

  @Test
  void mistakesOfFormAndOfSenseAreToldTogether() {
    Answer answer =
        api.postTo(
            TARGETS,
            """
            {"type": "https", "url": "https://a.example", "kinds": ["x"], "regions": ["nowhere"],
             "paused": "no", "interval": "PT1S"}
            """);

    assertThat(answer.json().at("/errors"))
        .extracting(error -> error.at("/pointer").asText())
        .containsExactlyInAnyOrder("/kinds", "/paused", "/interval", "/regions");
    assertThat(answer.body()).contains("which is not the name of a region; there are [");
  }

  @ParameterizedTest
  @CsvSource({
    "https://my_host.example, has \"_\"",
    "https://bücher.example/x, xn--bcher-kva.example",
    "https://0x7f.1, neither a name nor an address of four numbers",
    "https://1.2.3.4.5, neither a name nor an address of four numbers",
    "https://a.example:x, must have a port from 1 to 65535",
    "https://a.example:99999999999, must have a port from 1 to 65535",
    "https:///, must name a host",
    "http://[2606:4700::1%25eth0], must not have a zone",
  })
  void whatIsWrongWithAnAddressIsSaid(String url, String says) {
    Answer answer = api.postTo(TARGETS, "{\"type\": \"https\", \"url\": \"%s\"}".formatted(url));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/errors/0/pointer")).isEqualTo("/url");
    assertThat(answer.at("/errors/0/detail")).contains(says);
    assertThat(answer.json().at("/errors")).hasSize(1);
  }

  @Test
  void aNameThatNoDnsHasIsNoHost() {
    String label = "a".repeat(64);

    assertThat(
            api.postTo(
                    TARGETS,
                    "{\"type\": \"https\", \"url\": \"https://%s.example\"}".formatted(label))
                .at("/errors/0/pointer"))
        .isEqualTo("/url");
  }

  @Test
  void schemeAndHostAreKeptInLowerCase() {
    Answer made =
        api.postTo(TARGETS, "{\"type\": \"https\", \"url\": \"HTTPS://Case.Example/Path/\"}");

    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.at("/url")).isEqualTo("https://case.example/Path");
    assertThat(made.at("/name")).isEqualTo("case.example");
  }

  @Test
  void anAddressWithoutHostDoesNotReplaceAnother() {
    String place = create("kept").header("Location");

    assertThat(api.patch(place, "{\"url\": \"https:///\"}").at("/errors/0/pointer"))
        .isEqualTo("/url");
    assertThat(api.get(place).at("/url")).isEqualTo("https://example.com");
  }

  @Test
  void aRegionThatIsNotThereIsNeitherFilterNorVantage() {
    String place = create("asked").header("Location");
    api.postTo("/v1/regions", "{\"name\": \"elsewhere\"}");

    Answer results = api.get(place + "/results?region=nowhere");
    assertThat(results.status()).isEqualTo(400);
    assertThat(results.at("/errors/0/parameter")).isEqualTo("region");
    assertThat(results.at("/errors/0/detail")).contains("elsewhere").contains("local");
    assertThat(api.get(place + "/results?region=elsewhere").status()).isEqualTo(200);
    assertThat(api.get(place + "/results?region=%00").status()).isEqualTo(400);
    assertThat(
            api.get(place + "/results?since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z")
                .at("/errors/0/parameter"))
        .isEqualTo("since");
    assertThat(api.postTo(place + "/probe", "{\"region\": \"nowhere\"}").at("/errors/0/pointer"))
        .isEqualTo("/region");
    assertThat(api.postTo(place + "/probe", "{\"region\": \"elsewhere\"}").at("/type"))
        .isEqualTo("/problems/not-probed-there");
  }

  @Test
  void aNameIsTakenOnce() {
    create("once");
    Answer other = create("another");

    assertThat(
            api.postTo(
                    TARGETS,
                    "{\"name\": \"once\", \"type\": \"https\", \"url\": \"https://a.example\"}")
                .at("/type"))
        .isEqualTo("/problems/name-taken");
    assertThat(api.patch(other.header("Location"), "{\"name\": \"once\"}").status()).isEqualTo(409);
  }

  @Test
  void changesTouchOnlyWhatIsSent() {
    Answer made = create("changed");
    String place = made.header("Location");

    Answer paused = api.patch(place, "{\"paused\": true, \"settings\": {\"timeout\": \"PT3S\"}}");
    assertThat(paused.status()).as(paused.body()).isEqualTo(200);
    assertThat(paused.header("ETag")).isEqualTo("\"2\"");
    assertThat(paused.at("/paused")).isEqualTo("true");
    assertThat(paused.at("/settings/timeout")).isEqualTo("PT3S");
    assertThat(paused.at("/url")).isEqualTo(made.at("/url"));

    Answer back = api.patch(place, "{\"settings\": {\"timeout\": null}}", "If-Match", "\"2\"");
    assertThat(back.at("/settings/timeout")).isEqualTo("PT10S");
    assertThat(api.patch(place, "{\"kinds\": [\"vcs\"]}").status()).isEqualTo(400);
  }

  @Test
  void anOldVersionIsNotChanged() {
    String place = create("old").header("Location");
    api.patch(place, "{\"paused\": true}");

    Answer answer = api.patch(place, "{\"paused\": false}", "If-Match", "\"1\"");
    assertThat(answer.status()).isEqualTo(412);
    assertThat(answer.at("/type")).isEqualTo("/problems/outdated");
    assertThat(api.delete(place, "If-Match", "\"1\"").status()).isEqualTo(412);
    assertThat(api.delete(place, "If-Match", "nonsense").status()).isEqualTo(400);
    assertThat(api.delete(place, "If-Match", "\"2\"").status()).isEqualTo(204);
    assertThat(api.get(place).status()).isEqualTo(404);
  }

  @Test
  void anUnknownTargetIsTold() {
    assertThat(api.get(UNKNOWN).at("/type")).isEqualTo("/problems/unknown-target");
    assertThat(api.get(TARGETS + "/7").status()).isEqualTo(404);
    assertThat(api.patch(UNKNOWN, "{\"paused\": true}").status()).isEqualTo(404);
    assertThat(api.delete(UNKNOWN).status()).isEqualTo(404);
    assertThat(api.get(UNKNOWN + "/results").status()).isEqualTo(404);
    assertThat(api.postTo(UNKNOWN + "/probe", "{\"region\": \"local\"}").status()).isEqualTo(404);
  }

  @Test
  void aRepeatedRequestMakesOneTarget() {
    String body = "{\"name\": \"again\", \"type\": \"https\", \"url\": \"https://a.example\"}";
    Answer first = api.postTo(TARGETS, body, "Idempotency-Key", "k1");
    Answer again = api.postTo(TARGETS, body, "Idempotency-Key", "k1");

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(
            api.postTo(TARGETS, body.replace("again", "more"), "Idempotency-Key", "k1").at("/type"))
        .isEqualTo("/problems/idempotency-key-reused");
    assertThat(api.postTo(TARGETS, body, "Idempotency-Key", "a b").status()).isEqualTo(400);
  }

  @Test
  void pagesHoldEveryTargetOnce() {
    for (int i = 0; i < 5; i++) {
      create("page-" + i);
    }
    assertThat(api.pages(TARGETS + "?limit=2"))
        .extracting(item -> item.at("/name").asText())
        .filteredOn(name -> name.startsWith("page-"))
        .containsExactly("page-0", "page-1", "page-2", "page-3", "page-4");
    assertThat(api.get(TARGETS + "?cursor=bm9uc2Vuc2U").at("/type"))
        .isEqualTo("/problems/bad-cursor");
    assertThat(api.get(TARGETS + "?limit=0").status()).isEqualTo(400);
    assertThat(api.get(TARGETS + "?colour=red").status()).isEqualTo(400);
  }

  @Test
  void onlyJsonIsTaken() {
    assertThat(api.postTextTo(TARGETS, "name: x").status()).isEqualTo(415);
    assertThat(api.postTo(TARGETS, "{").at("/type")).isEqualTo("/problems/not-json");
  }
}
