package dev.modmedic.history.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MicronautTest(transactional = false)
class InsightApiTest implements WithDatabase {
  @Inject Api api;

  @ParameterizedTest
  @CsvSource({
    "causes?since=yesterday, since",
    "causes?since=2026-01-02T00:00:00Z&until=2026-01-02T00:00:00Z, since",
    "causes?since=2026-01-01T00:00:00Z&until=2026-03-01T00:00:00Z&bucket=hour, since",
    "causes?since=2024-01-01T00:00:00Z&until=2026-03-01T00:00:00Z, since",
    "causes?bucket=week, bucket",
    "causes?limit=0, limit",
    "causes?host=a, host",
    "unknown?project=a, project",
    "unknown?limit=201, limit"
  })
  void aParameterThatMakesNoSenseIsNamed(String path, String parameter) {
    Answer answer = api.get("/v1/insights/" + path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/type")).isEqualTo("/problems/invalid-parameter");
    assertThat(answer.at("/errors/0/parameter")).isEqualTo(parameter);
  }

  @Test
  void failuresOfManyProjectsAtOneHostAreCountedAndABurst() {
    for (int i = 0; i < 6; i++) {
      post("team-" + i, "dial tcp: lookup burst.example.net: no such host");
    }

    Answer all = api.get("/v1/insights/causes?bucket=hour");
    Answer one = api.get("/v1/insights/causes?project=team-3");

    assertThat(all.at("/causes/0/code")).isEqualTo("dns.host-not-found");
    assertThat(all.json().at("/causes/0/share").asDouble()).isPositive();
    assertThat(all.at("/bursts/0/host")).isEqualTo("burst.example.net");
    assertThat(one.at("/diagnoses")).isEqualTo("1");
    assertThat(one.json().at("/bursts")).isEmpty();
  }

  @Test
  void whatUsersSaidOfACauseIsCountedWithTheRemedyThatWorked() {
    String id = post("judged", "go: dial tcp: lookup judged.example.net: no such host");
    post("judged", "go: dial tcp: lookup judged.example.net: no such host");
    String title = api.get("/v1/diagnoses/" + id).at("/causes/0/remedies/1/title");
    api.postJsonTo(
        "/v1/diagnoses/" + id + "/feedback", "{\"verdict\": \"confirmed\", \"remedy\": 1}");

    Answer counted = api.get("/v1/insights/causes?project=judged");

    assertThat(counted.at("/causes/0/count")).isEqualTo("2");
    assertThat(counted.at("/causes/0/feedback/confirmed")).isEqualTo("1");
    assertThat(counted.at("/causes/0/feedback/rejected")).isEqualTo("0");
    assertThat(counted.at("/causes/0/feedback/remedies/0/title")).isEqualTo(title);
    assertThat(counted.at("/causes/0/feedback/remedies/0/worked")).isEqualTo("1");
    assertThat(counted.json().at("/causes/0/feedback/remedies/0/share").asDouble()).isEqualTo(1);
    assertThat(counted.at("/causes/0/feedback/remedies/1/worked")).isEqualTo("0");
    assertThat(counted.at("/causes/0/feedback/remedies/1/offered")).isEqualTo("1");
  }

  @Test
  void anUnknownFailureIsListedByItsShape() {
    String id = post("shapes", "fatal: the flux 4711 of frobnicator is inverted");

    Answer unknown = api.get("/v1/insights/unknown");

    assertThat(unknown.at("/groups/0/sample")).isEqualTo(id);
    assertThat(unknown.at("/groups/0/shape"))
        .isEqualTo("fatal: the flux <n> of frobnicator is inverted");
    assertThat(unknown.at("/groups/0/fingerprint"))
        .isEqualTo(api.get("/v1/diagnoses/" + id).at("/fingerprint"));
  }

  @Test
  void aFailedTestIsNoUnknownFailure() {
    String id = post("tested", "--- FAIL: TestTotal (0.00s)\\nFAIL\\texample.com/shop\\t0.004s");

    assertThat(api.get("/v1/diagnoses/" + id).at("/verdict")).isEqualTo("no-problem-found");
    assertThat(api.get("/v1/diagnoses/" + id).at("/advisories/0/code"))
        .isEqualTo("ok.no-problem-found");
    assertThat(api.get("/v1/insights/unknown").body()).doesNotContain(id);
  }

  private String post(String project, String log) {
    return api.postJson(
            "{\"log\": \"%s\", \"context\": {\"project\": \"%s\", \"exitCode\": 1}}"
                .formatted(log, project))
        .at("/id");
  }
}
