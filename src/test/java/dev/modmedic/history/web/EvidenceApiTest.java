package dev.modmedic.history.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.history.DiagnosisStore;
import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MicronautTest(transactional = false)
class EvidenceApiTest implements WithDatabase {
  private static final String TIMEOUT = "go: dial tcp: lookup proxy.example.net: i/o timeout\n";
  private static final String UNKNOWN = "/v1/diagnoses/019aa7a0-0000-7000-8000-000000000001";

  @Inject Api api;
  @Inject DiagnosisStore store;

  @Test
  void anUnknownDiagnosisTakesNoEvidence() {
    Answer answer = api.postJsonTo(UNKNOWN + "/evidence", "{\"log\": \"more\"}");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.at("/type")).isEqualTo("/problems/unknown-diagnosis");
    assertThat(api.postJsonTo("/v1/diagnoses/1/evidence", "{\"log\": \"more\"}").status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|nothing-new|``",
        "{\"log\": \" \", \"environment\": {}, \"outcomes\": []}|nothing-new|``",
        "[]|invalid-field|``",
        "{\"log\": 1}|invalid-field|/log",
        "{\"environment\": {\"goEnv\": 1}}|invalid-field|/environment/goEnv",
        "{\"outcomes\": {}}|invalid-field|/outcomes",
        "{\"outcomes\": [1]}|invalid-field|/outcomes/0",
        "{\"outcomes\": [{\"outcome\": \"x\"}]}|invalid-field|/outcomes/0/check",
        "{\"outcomes\": [{\"check\": \"nope\", \"outcome\":"
            + " \"x\"}]}|invalid-field|/outcomes/0/check",
        "{\"outcomes\": [{\"check\": \"dns-resolver-speed\", \"outcome\":"
            + " \"x\"}]}|invalid-field|/outcomes/0/outcome"
      })
  void whatIsNoEvidenceIsToldWithItsPlace(String body, String type, String pointer) {
    String earlier = api.postText(TIMEOUT).header("Location");

    Answer answer = api.postJsonTo(earlier + "/evidence", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/type")).isEqualTo("/problems/" + type);
    assertThat(answer.at("/errors/0/pointer")).isEqualTo(pointer);
  }

  @Test
  void theExampleOfTheContractMakesARevision() throws IOException {
    Answer earlier = api.postJson("{\"log\": \"dial tcp: lookup a.example.net: i/o timeout\"}");
    String example = Files.readString(Path.of("openapi/examples/evidence.json"));

    Answer revised = api.postJsonTo(earlier.header("Location") + "/evidence", example);

    assertThat(revised.status()).isEqualTo(201);
    assertThat(revised.at("/revisionOf")).isEqualTo(earlier.at("/id"));
    assertThat(revised.header("Location")).isEqualTo("/v1/diagnoses/" + revised.at("/id"));
    assertThat(revised.json().findValuesAsText("text")).contains("dns-resolver-speed/silent");
    assertThat(revised.json().at("/nextChecks").findValuesAsText("id"))
        .doesNotContain("dns-resolver-speed");
    assertThat(api.get(revised.header("Location")).json()).isEqualTo(revised.json());
    assertThat(api.get(earlier.header("Location")).json()).isEqualTo(earlier.json());
    assertThat(
            store.inquiry("default", UUID.fromString(revised.at("/id"))).orElseThrow().outcomes())
        .containsExactly("dns-resolver-speed/silent");
  }

  @Test
  void aRawLogIsAddedBehindTheEarlierAndRevisionsChain() {
    Answer first = api.postText("go: nothing to see", "Accept", "application/json");
    Answer second =
        api.postJsonTo(
            first.header("Location") + "/evidence", "{\"environment\": {\"os\": \"linux\"}}");

    Answer third =
        api.postTextTo(
            second.header("Location") + "/evidence", TIMEOUT, "Accept", "application/json");

    assertThat(third.at("/revisionOf")).isEqualTo(second.at("/id"));
    assertThat(third.at("/causes/0/code")).isEqualTo("dns.timeout");
    assertThat(third.at("/causes/0/evidence/0/line")).isEqualTo("2");
    assertThat(api.postTextTo(third.header("Location") + "/evidence", "x").header("Content-Type"))
        .isEqualTo("text/plain;charset=utf-8");
  }

  @Test
  void aKeyStandsForOneRevisionOfOneDiagnosis() {
    String one = api.postText(TIMEOUT).header("Location") + "/evidence";
    String other = api.postText(TIMEOUT).header("Location") + "/evidence";
    Answer first = api.postJsonTo(one, "{\"log\": \"x\"}", "Idempotency-Key", "revise");

    Answer again = api.postJsonTo(one, "{\"log\": \"x\"}", "Idempotency-Key", "revise");
    Answer elsewhere = api.postJsonTo(other, "{\"log\": \"x\"}", "Idempotency-Key", "revise");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(elsewhere.status()).isEqualTo(409);
  }
}
