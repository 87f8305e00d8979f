package dev.modmedic.history.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.TestDatabase;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The database is a port where nobody listens. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageApiTest implements TestPropertyProvider {
  private static final String LOG = "go: dial tcp: lookup proxy.example.net: no such host\n";
  private static final String ID = "019aa7a0-0000-7000-8000-000000000001";

  @Inject Api api;

  @Override
  public Map<String, String> getProperties() {
    Map<String, String> properties = new HashMap<>(new TestDatabase("").properties());
    properties.put("datasources.default.url", "jdbc:postgresql://127.0.0.1:1/none");
    properties.put("datasources.default.connection-timeout", "300");
    return properties;
  }

  @Test
  void aDiagnosisIsGivenAllTheSame() {
    Answer answer = api.postText(LOG, "Accept", "application/json");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ModMedic-Stored")).isEqualTo("false");
    assertThat(answer.header("Location")).isEmpty();
    assertThat(answer.at("/stored")).isEqualTo("false");
    assertThat(answer.at("/id")).hasSize(36);
    assertThat(answer.at("/causes/0/code")).isEqualTo("dns.host-not-found");
  }

  @Test
  void aDiagnosisUnderAKeyIsGivenAllTheSame() {
    Answer answer = api.postText(LOG, "Idempotency-Key", "one");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("not stored");
  }

  @Test
  void secretsAreNotEchoedEither() {
    Answer answer =
        api.postText(
            "go: https://dev:hunter22@a.example.net/x: lookup a.example.net: no such host",
            "Accept",
            "application/json");

    assertThat(answer.body()).doesNotContain("hunter22");
  }

  @Test
  void lookingUpIsPutOff() {
    for (Answer answer :
        new Answer[] {
          api.get("/v1/diagnoses/" + ID),
          api.get("/v1/diagnoses"),
          api.delete("/v1/diagnoses/" + ID),
          api.postTextTo("/v1/diagnoses/" + ID + "/evidence", LOG),
          api.get("/v1/diagnoses/" + ID + "/causes/dns.timeout"),
          api.get("/v1/diagnoses/" + ID + "/feedback"),
          api.postJsonTo("/v1/diagnoses/" + ID + "/feedback", "{\"verdict\": \"confirmed\"}"),
          api.get("/v1/insights/causes"),
          api.get("/v1/insights/unknown"),
          api.postJsonTo("/v1/replays", "{\"files\": {\"codes.yaml\": \"[]\"}}")
        }) {
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.at("/type")).isEqualTo("/problems/store-unavailable");
      assertThat(answer.header("Retry-After")).isNotEmpty();
    }
  }
}
