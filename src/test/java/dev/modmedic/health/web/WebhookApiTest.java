package dev.modmedic.health.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.HealthRows;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
class WebhookApiTest implements WithDatabase {
  private static final String PATH = "/v1/webhooks";

  @Inject Api api;
  @Inject EmbeddedServer server;
  @Inject DataSource dataSource;

  @BeforeEach
  void empty() {
    HealthRows rows = new HealthRows(dataSource);
    rows.execute("truncate webhook cascade");
    rows.region("cn-north");
    rows.region("eu-west");
  }

  @Test
  void theSecretIsShownOnce() throws IOException {
    Answer made =
        api.postTo(PATH, Files.readString(Path.of("openapi/examples/webhook-request.json")));

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo(PATH + "/" + made.at("/id"));
    assertThat(made.header("Cache-Control")).isEqualTo("no-store");
    assertThat(made.at("/secret")).matches("whsec_[A-Za-z0-9_-]{43}");
    assertThat(made.at("/url")).isEqualTo("https://alerts.example.net/hooks/modmedic");

    Answer shown = api.get(made.header("Location"));
    assertThat(shown.json().at("/secret").isNull()).isTrue();
    assertThat(shown.at("/url")).isEqualTo("https://alerts.example.net/hooks/…");
    assertThat(shown.json().at("/regions")).hasSize(2);
    assertThat(api.get(PATH).body()).doesNotContain("whsec_").doesNotContain("hooks/modmedic");
  }

  @Test
  void aSecretIsRenewedAndTheOneBeforeSignsForADay() {
    Answer made = api.postTo(PATH, "{\"url\": \"https://x.example.net/hooks/key\"}");
    String place = made.header("Location");

    Answer renewed = api.postTo(place + "/secret", "{}");

    assertThat(renewed.status()).isEqualTo(201);
    assertThat(renewed.header("Cache-Control")).isEqualTo("no-store");
    assertThat(renewed.header("Location")).isEqualTo(place);
    assertThat(renewed.at("/secret"))
        .matches("whsec_[A-Za-z0-9_-]{43}")
        .isNotEqualTo(made.at("/secret"));
    assertThat(renewed.at("/url")).isEqualTo("https://x.example.net/hooks/…");
    assertThat(Duration.between(Instant.now(), Instant.parse(renewed.at("/previousSecretUntil"))))
        .isBetween(Duration.ofHours(23), Duration.ofHours(24));
    Answer shown = api.get(place);
    assertThat(shown.json().at("/secret").isNull()).isTrue();
    assertThat(shown.at("/previousSecretUntil")).isEqualTo(renewed.at("/previousSecretUntil"));
  }

  @Test
  void aSecretThatLeakedIsGivenUpAtOnce() {
    String place = api.postTo(PATH, "{\"url\": \"https://x.example.net\"}").header("Location");

    Answer renewed = api.postTo(place + "/secret", "{\"overlap\": \"PT0S\"}");

    assertThat(renewed.status()).isEqualTo(201);
    assertThat(renewed.json().at("/previousSecretUntil").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"P31D\"", "\"-PT1S\"", "\"soon\"", "1"})
  void anOverlapThatCannotBeIsRefused(String overlap) {
    String place = api.postTo(PATH, "{\"url\": \"https://x.example.net\"}").header("Location");

    Answer answer = api.postTo(place + "/secret", "{\"overlap\": " + overlap + "}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/errors/0/pointer")).isEqualTo("/overlap");
  }

  /** What the contract allows and its validator does not. */
  @Test
  void withoutABodyTheUsualOverlapIsMeant() throws IOException, InterruptedException {
    String place = api.postTo(PATH, "{\"url\": \"https://x.example.net\"}").header("Location");
    HttpRequest bare =
        HttpRequest.newBuilder(server.getURI().resolve(place + "/secret"))
            .POST(BodyPublishers.noBody())
            .build();

    assertThat(HttpClient.newHttpClient().send(bare, BodyHandlers.discarding()).statusCode())
        .isEqualTo(201);
    assertThat(api.get(place).at("/previousSecretUntil")).isNotEqualTo("null");
  }

  @Test
  void ofNoWebhookASecretIsRenewed() {
    assertThat(api.postTo(PATH + "/" + UUID.randomUUID() + "/secret", "{}").at("/type"))
        .isEqualTo("/problems/unknown-webhook");
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', /url",
    "'{\"url\": 1}', /url",
    "'{\"url\": \"ftp://x.example.net\"}', /url",
    "'{\"url\": \"https:///path\"}', /url",
    "'{\"url\": \"https://user:pw@x.example.net\"}', /url",
    "'{\"url\": \"https://x.example.net/#a\"}', /url",
    "'{\"url\": \"not a url\"}', /url",
    "'{\"url\": \"https://x.example.net\", \"format\": \"teams\"}', /format",
    "'{\"url\": \"https://x.example.net\", \"language\": \"de\"}', /language",
    "'{\"url\": \"https://x.example.net\", \"targets\": [\"a\"]}', /targets/0",
    "'{\"url\": \"https://x.example.net\", \"targets\": \"a\"}', /targets",
    "'{\"url\": \"https://x.example.net\", \"targets\":"
        + " [\"019aa7a0-0000-7000-8000-000000000001\"]}', /targets/0",
    "'{\"url\": \"https://x.example.net\", \"regions\": [\"A B\"]}', /regions/0",
    "'{\"url\": \"https://x.example.net\", \"regions\": [\"cn-north\", \"nowhere\"]}', /regions/1",
    "'{\"url\": \"https://x.example.net\", \"state\": [\"down\"]}', /state",
    "'{\"url\": \"https://x.example.net:0\"}', /url",
    "'{\"url\": \"https://[2606:4700::1%25eth0]\"}', /url",
    "'{\"url\": \"https://x.example.net\", \"states\": [\"up\", \"dead\"]}', /states/1",
    "'{\"url\": \"https://x.example.net\", \"states\": [null]}', /states/0",
    "'{\"url\": \"https://x.example.net\", \"enabled\": \"yes\"}', /enabled",
  })
  void aFieldThatMakesNoSenseIsNamed(String body, String pointer) {
    Answer answer = api.postTo(PATH, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/type")).isEqualTo("/problems/invalid-field");
    assertThat(answer.at("/errors/0/pointer")).isEqualTo(pointer);
  }

  @ParameterizedTest
  @CsvSource({
    "https://127.0.0.1/hook, is a loopback address",
    "https://[::1]:8443/hook, is a loopback address",
    "https://LOCALHOST/hook, is a loopback address",
    "http://169.254.169.254/latest, is a metadata service",
    "https://[::ffff:10.0.0.1]/hook, is a private address",
    "http://192.168.1.1, is a private address",
  })
  void anAddressThatIsNotAllowedIsRefusedAtOnce(String url, String why) {
    String place = place("{\"url\": \"https://a.example.net/k\"}");

    for (Answer answer :
        List.of(
            api.postTo(PATH, "{\"url\": \"%s\"}".formatted(url)),
            api.patch(place, "{\"url\": \"%s\"}".formatted(url)))) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.at("/type")).isEqualTo("/problems/invalid-field");
      assertThat(answer.at("/errors/0/pointer")).isEqualTo("/url");
      assertThat(answer.at("/errors/0/detail")).contains("must not be connected to").contains(why);
    }
  }

  @Test
  void aChangeLeavesTheRest() {
    String place = place("{\"url\": \"https://a.example.net/k\", \"states\": [\"down\"]}");

    Answer changed = api.patch(place, "{\"format\": \"slack\", \"enabled\": false}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.at("/format")).isEqualTo("slack");
    assertThat(changed.json().at("/enabled").asBoolean()).isFalse();
    assertThat(changed.at("/states/0")).isEqualTo("down");
    assertThat(api.get(place).json()).isEqualTo(changed.json());
    assertThat(api.patch(place, "{\"states\": []}").json().at("/states")).isEmpty();
  }

  @Test
  void anAddressIsKeptWithItsHostInLowerCase() {
    assertThat(api.postTo(PATH, "{\"url\": \"HTTPS://Hooks.Example.NET/Key\"}").at("/url"))
        .isEqualTo("https://hooks.example.net/Key");
  }

  @Test
  void ofChangesAtTheSameTimeNoneIsLost() throws Exception {
    String place = place("{\"url\": \"https://a.example.net/k\"}");
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 20; round++) {
        boolean on = round % 2 == 1;
        String state = on ? "up" : "down";
        String states = "{\"states\": [\"%s\"]}".formatted(state);
        String enabled = "{\"enabled\": %s}".formatted(on);
        for (Future<Answer> change :
            List.of(
                clients.submit(() -> api.patch(place, states)),
                clients.submit(() -> api.patch(place, enabled)))) {
          assertThat(change.get().status()).isEqualTo(200);
        }
        Answer after = api.get(place);
        assertThat(after.at("/states/0")).isEqualTo(state);
        assertThat(after.json().at("/enabled").asBoolean()).isEqualTo(on);
      }
    }
  }

  @Test
  void anOldVersionIsNeitherChangedNorRemoved() {
    Answer made = api.postTo(PATH, "{\"url\": \"https://a.example.net/k\"}");
    String place = made.header("Location");
    assertThat(made.header("ETag")).isEqualTo("\"1\"");
    assertThat(api.get(place, "If-None-Match", "\"1\"").status()).isEqualTo(304);

    Answer changed = api.patch(place, "{\"enabled\": false}", "If-Match", "\"1\"");
    assertThat(changed.header("ETag")).isEqualTo("\"2\"");
    assertThat(api.patch(place, "{\"enabled\": false}").header("ETag")).isEqualTo("\"2\"");

    Answer outdated = api.patch(place, "{\"enabled\": true}", "If-Match", "\"1\"");
    assertThat(outdated.status()).isEqualTo(412);
    assertThat(outdated.at("/type")).isEqualTo("/problems/outdated");
    assertThat(outdated.at("/detail")).contains("\"2\"");
    assertThat(api.get(place).json().at("/enabled").asBoolean()).isFalse();
    assertThat(api.delete(place, "If-Match", "\"1\"").status()).isEqualTo(412);
    assertThat(api.delete(place, "If-Match", "2").status()).isEqualTo(400);
    assertThat(api.postTo(place + "/secret", "{}").header("ETag")).isEqualTo("\"3\"");
    assertThat(api.delete(place, "If-Match", "\"3\"").status()).isEqualTo(204);
  }

  @Test
  void ofRemovalsAtTheSameTimeOneRemoves() throws Exception {
    String place = place("{\"url\": \"https://a.example.net/k\"}");
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> removals = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        removals.add(clients.submit(() -> api.delete(place)));
      }
      for (Future<Answer> removal : removals) {
        statuses.add(removal.get().status());
      }
    }
    assertThat(statuses).containsExactlyInAnyOrder(204, 404, 404, 404);
  }

  @Test
  void switchingOnForgetsWhyItWasOff() {
    String place = place("{\"url\": \"https://a.example.net/k\"}");
    new HealthRows(dataSource)
        .execute("update webhook set enabled = false, disabled_reason = 'gone'");

    assertThat(api.get(place).at("/disabledReason")).isEqualTo("gone");
    assertThat(api.patch(place, "{\"language\": \"zh\"}").at("/disabledReason")).isEqualTo("gone");
    assertThat(api.patch(place, "{\"enabled\": true}").json().at("/disabledReason").isNull())
        .isTrue();
  }

  @Test
  void aTestWaitsInTheOutbox() {
    String place = place("{\"url\": \"https://a.example.net/k\"}");

    Answer test = api.postTo(place + "/test", new byte[0], "application/json");

    assertThat(test.status()).isEqualTo(202);
    assertThat(test.header("Location")).isEqualTo(place + "/deliveries");
    assertThat(api.get(place + "/deliveries").at("/items/0/id")).isEqualTo(test.at("/id"));
    assertThat(api.get(place + "/deliveries?state=pending").at("/items/0/event")).isEqualTo("test");
    assertThat(api.get(place + "/deliveries?state=dead").json().at("/items")).isEmpty();
  }

  @Test
  void aWebhookThatIsOffCannotBeTested() {
    String place = place("{\"url\": \"https://a.example.net/k\", \"enabled\": false}");

    Answer test = api.postTo(place + "/test", new byte[0], "application/json");

    assertThat(test.status()).isEqualTo(409);
    assertThat(test.at("/type")).isEqualTo("/problems/webhook-disabled");
  }

  @Test
  void aRemovedWebhookIsGone() {
    String place = place("{\"url\": \"https://a.example.net/k\"}");
    api.postTo(place + "/test", new byte[0], "application/json");

    assertThat(api.delete(place).status()).isEqualTo(204);

    assertThat(api.delete(place).at("/type")).isEqualTo("/problems/unknown-webhook");
    assertThat(api.get(place).status()).isEqualTo(404);
    assertThat(api.get(place + "/deliveries").status()).isEqualTo(404);
    assertThat(api.patch(place, "{}").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?limit=0",
        "?limit=201",
        "?limit=x",
        "?cursor=x",
        "?colour=red",
        "?limit=1&limit=2"
      })
  void aParameterThatMakesNoSenseIsRefused(String behind) {
    assertThat(api.get(PATH + behind).status()).isEqualTo(400);
  }

  @Test
  void pagesHaveEverythingOnceNewestFirst() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.addFirst(place("{\"url\": \"https://a.example.net/k\"}").substring(PATH.length() + 1));
    }

    assertThat(api.pages(PATH + "?limit=2"))
        .extracting(item -> item.get("id").asText())
        .containsExactlyElementsOf(made);
  }

  @Test
  void aCursorFitsItsListOnly() {
    for (int i = 0; i < 2; i++) {
      place("{\"url\": \"https://a.example.net/k\"}");
    }
    String cursor = api.get(PATH + "?limit=1").at("/next");
    String place = place("{\"url\": \"https://a.example.net/k\"}");

    Answer answer = api.get(place + "/deliveries?cursor=" + cursor);

    assertThat(answer.at("/type")).isEqualTo("/problems/bad-cursor");
  }

  @ParameterizedTest
  @ValueSource(strings = {"019aa7a0-0000-7000-8000-000000000001", "1-1-1-1-1", "x", "x/deliveries"})
  void anIdThatNobodyHasIsUnknown(String id) {
    assertThat(api.get(PATH + "/" + id).at("/type")).isEqualTo("/problems/unknown-webhook");
  }

  private String place(String body) {
    return api.postTo(PATH, body).header("Location");
  }
}
