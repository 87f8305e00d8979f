package dev.modmedic.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request that makes something can be repeated under its key. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatedRequestTest implements WithDatabase {
  private static final String HEADER = "Idempotency-Key";
  private static final String REUSED = "/problems/idempotency-key-reused";
  private static int keys;

  @Inject Api api;

  private String target = "";
  private String diagnosis = "";
  private String webhook = "";
  private String another = "";

  /**
   * A request that makes something.
   *
   * @param body empty for none
   * @param other another body, or without one another path
   * @param identity points to what it is known by
   */
  record Making(String path, String body, String other, String identity) {
    @Override
    public String toString() {
      return path;
    }
  }

  @BeforeEach
  void prepare() {
    if (!target.isEmpty()) {
      return;
    }
    target = place("/v1/targets", "{'name': 'there', 'type': 'https', 'url': 'https://a.example'}");
    diagnosis = place("/v1/diagnoses", "{'log': 'dial tcp: lookup x: no such host'}");
    webhook = place("/v1/webhooks", "{'url': 'https://x.example.net'}");
    another = place("/v1/webhooks", "{'url': 'https://y.example.net'}");
    place("/v1/regions", "{'name': 'far', 'kind': 'agent', 'title': 'Far'}");
  }

  private String place(String path, String json) {
    Answer made = api.postTo(path, json.replace('\'', '"'));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.header("Location");
  }

  static List<Making> makings() {
    return List.of(
        making("/v1/diagnoses", "{'log': 'no such host #'}", "/id"),
        making("$diagnosis/evidence", "{'log': 'no such host #'}", "/id"),
        making("$diagnosis/feedback", "{'verdict': 'rejected', 'comment': '#'}", "/id"),
        making(
            "/v1/targets", "{'name': 'n#', 'type': 'https', 'url': 'https://a.example/#'}", "/id"),
        making("$target/probe", "{'region': 'local', 'kind': '#'}", "/runs/0/due"),
        making("/v1/regions", "{'name': 'r#', 'kind': 'agent', 'title': 'T'}", "/name"),
        making("/v1/agents", "{'region': 'far', 'name': 'n#'}", "/id"),
        making("/v1/webhooks", "{'url': 'https://x.example.net/#'}", "/id"),
        new Making("$webhook/test", "", "$another/test", "/id"),
        new Making(
            "$webhook/secret",
            "{\"overlap\": \"PT1H\"}",
            "{\"overlap\": \"PT2H\"}",
            "/previousSecretUntil"),
        making(
            "/v1/maintenance",
            "{'startsAt': '2099-01-01T00:00:00Z', 'endsAt': '2099-01-02T00:00:00Z', 'note': '#'}",
            "/id"));
  }

  private static Making making(String path, String body, String identity) {
    boolean kinds = body.contains("kind': '#");
    String json = body.replace('\'', '"');
    return new Making(
        path,
        json.replace("#", kinds ? "http" : "one" + ++keys),
        json.replace("#", kinds ? "tls" : "two" + keys),
        identity);
  }

  private String path(String path) {
    return path.replace("$another", another)
        .replace("$diagnosis", diagnosis)
        .replace("$target", target)
        .replace("$webhook", webhook);
  }

  private Answer post(Making making, String body, String key) {
    return body.startsWith("{")
        ? api.postTo(path(making.path()), body, HEADER, key)
        : api.postNothingTo(path(body.isEmpty() ? making.path() : body), HEADER, key);
  }

  @ParameterizedTest
  @MethodSource("makings")
  void aRepeatedRequestGetsWhatTheFirstOneMade(Making making) {
    Answer first = post(making, making.body(), "again");
    Answer again = post(making, making.body(), "again");

    assertThat(first.status()).as(first.body()).isIn(201, 202);
    assertThat(again.status()).as(again.body()).isEqualTo(200);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(again.at(making.identity())).isEqualTo(first.at(making.identity())).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("makings")
  void anotherRequestUnderTheKeyIsRefused(Making making) {
    post(making, making.body(), "reused");
    Answer other = post(making, making.other(), "reused");

    assertThat(other.status()).as(other.body()).isEqualTo(409);
    assertThat(other.at("/type")).isEqualTo(REUSED);
    assertThat(other.at("/errors/0/parameter")).isEqualTo(HEADER);
  }

  @ParameterizedTest
  @MethodSource("makings")
  void ofManyAtOnceOneMakesIt(Making making) throws ExecutionException, InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Answer>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 6; i++) {
        answers.add(
            threads.submit(() -> {
              start.await();
              return post(making, making.body(), "at-once");
            }));
      }
      start.countDown();
    }

    List<Answer> got = new ArrayList<>();
    for (Future<Answer> answer : answers) {
      got.add(answer.get());
    }
    assertThat(got).filteredOn(answer -> answer.status() == 200).hasSize(5);
    assertThat(got).filteredOn(answer -> answer.status() / 100 == 2).hasSize(6);
    assertThat(got.stream().map(answer -> answer.at(making.identity())).collect(Collectors.toSet()))
        .hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("makings")
  void aKeyThatCannotBeIsRefused(Making making) {
    assertThat(post(making, making.body(), "a b").at("/type"))
        .isEqualTo("/problems/idempotency-key-invalid");
  }

  @Test
  void whatIsShownOnceIsNotShownAgain() {
    String agent = "{\"region\": \"far\", \"name\": \"token\"}";
    String hook = "{\"url\": \"https://x.example.net/hooks/secret\"}";
    assertThat(api.postTo("/v1/agents", agent, HEADER, "once").at("/token")).startsWith("mma_");
    assertThat(api.postTo("/v1/webhooks", hook, HEADER, "once").at("/secret")).startsWith("whsec_");

    Answer again = api.postTo("/v1/agents", agent, HEADER, "once");
    assertThat(again.json().at("/token").isNull()).isTrue();
    assertThat(again.header("Cache-Control")).isEqualTo("no-store");
    Answer hooked = api.postTo("/v1/webhooks", hook, HEADER, "once");
    assertThat(hooked.json().at("/secret").isNull()).isTrue();
    assertThat(hooked.at("/url")).isEqualTo("https://x.example.net/hooks/…");
  }

  @Test
  void aKeyIsFreeAgainWhenWhatItMadeIsGone() {
    String hook = "{\"url\": \"https://x.example.net\"}";
    Answer first = api.postTo("/v1/webhooks", hook, HEADER, "gone");
    api.delete(first.header("Location"));

    Answer second = api.postTo("/v1/webhooks", hook, HEADER, "gone");
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.at("/id")).isNotEqualTo(first.at("/id"));
    assertThat(api.postTo("/v1/webhooks", hook, HEADER, "gone").at("/id"))
        .isEqualTo(second.at("/id"));
  }

  @Test
  void aRefusedRequestLeavesItsKeyFree() {
    String taken = "{\"name\": \"far\", \"kind\": \"agent\", \"title\": \"T\"}";
    assertThat(api.postTo("/v1/regions", taken, HEADER, "free").at("/type"))
        .isEqualTo("/problems/name-taken");
    assertThat(api.postTo("/v1/regions", taken.replace("far", "near"), HEADER, "free").status())
        .isEqualTo(201);
  }
}
