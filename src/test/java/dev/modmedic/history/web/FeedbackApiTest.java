package dev.modmedic.history.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MicronautTest(transactional = false)
class FeedbackApiTest implements WithDatabase {
  private static final String LOG = "go: dial tcp: lookup proxy.example.net: no such host\n";

  @Inject Api api;

  private Answer diagnosis;
  private String path;

  @BeforeEach
  void diagnose() {
    diagnosis = api.postText(LOG, "Accept", "application/json");
    path = diagnosis.header("Location") + "/feedback";
  }

  @Test
  void anUnknownDiagnosisIsNotJudged() {
    String unknown = "/v1/diagnoses/019aa7a0-0000-7000-8000-000000000001/feedback";

    assertThat(api.postJsonTo(unknown, "{\"verdict\": \"confirmed\"}").status()).isEqualTo(404);
    assertThat(api.get(unknown).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|``",
        "{}|/verdict",
        "{\"verdict\": \"maybe\"}|/verdict",
        "{\"verdict\": \"rejected\", \"actualCause\": \"dns.nonsense\"}|/actualCause",
        "{\"verdict\": \"rejected\", \"actualCause\": 1}|/actualCause",
        "{\"verdict\": \"confirmed\", \"actualCause\": \"os.disk-full\"}|/actualCause",
        "{\"verdict\": \"confirmed\", \"remedy\": 99}|/remedy",
        "{\"verdict\": \"confirmed\", \"remedy\": -1}|/remedy",
        "{\"verdict\": \"confirmed\", \"remedy\": \"prayer\"}|/remedy",
        "{\"verdict\": \"confirmed\", \"remedy\": 0.5}|/remedy",
        "{\"verdict\": \"confirmed\", \"comment\": []}|/comment"
      })
  void whatIsNoJudgementIsToldWithItsPlace(String body, String pointer) {
    Answer answer = api.postJsonTo(path, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/errors/0/pointer")).isEqualTo(pointer);
  }

  @Test
  void aCommentOfABookIsRefusedAndSoIsPlainText() {
    String comment = "x".repeat(4_001);

    Answer book =
        api.postJsonTo(path, "{\"verdict\": \"rejected\", \"comment\": \"" + comment + "\"}");

    assertThat(book.at("/errors/0/pointer")).isEqualTo("/comment");
    assertThat(api.postTextTo(path, "confirmed").status()).isEqualTo(415);
  }

  @Test
  void theExampleOfTheContractIsKept() throws IOException {
    String example = Files.readString(Path.of("openapi/examples/feedback.json"));

    Answer kept = api.postJsonTo(path, example);

    assertThat(kept.status()).isEqualTo(201);
    assertThat(kept.header("Location")).isEqualTo(path);
    assertThat(kept.at("/remedy/title")).isEqualTo(diagnosis.at("/causes/0/remedies/0/title"));
    assertThat(api.get(path).json().at("/items/0")).isEqualTo(kept.json());
  }

  @Test
  void aRemedyMayBeNamedByItsTitle() {
    String title = diagnosis.at("/causes/0/remedies/0/title");

    Answer kept =
        api.postJsonTo(path, "{\"verdict\": \"confirmed\", \"remedy\": \"" + title + "\"}");

    assertThat(kept.at("/remedy/cause")).isEqualTo("dns.host-not-found");
    assertThat(kept.at("/remedy/index")).isEqualTo("0");
  }

  @Test
  void theNewestJudgementComesFirstAndARepeatedOneCountsOnce() {
    api.postJsonTo(path, "{\"verdict\": \"confirmed\"}");
    Answer second =
        api.postJsonTo(path, "{\"verdict\": \"rejected\", \"actualCause\": \"os.disk-full\"}");
    Answer again =
        api.postJsonTo(path, "{\"verdict\": \"rejected\", \"actualCause\": \"os.disk-full\"}");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(second.json());
    assertThat(api.get(path).json().at("/items").findValuesAsText("verdict"))
        .containsExactly("rejected", "confirmed");
  }

  @Test
  void secretsInACommentAreMasked() {
    Answer kept =
        api.postJsonTo(
            path,
            "{\"verdict\": \"rejected\", \"comment\":"
                + " \"used https://dev:hunter22@a.example.net \\u0000 instead\"}");

    assertThat(kept.status()).isEqualTo(201);
    assertThat(kept.body()).doesNotContain("hunter22").contains("a.example.net");
    assertThat(api.get(path).body()).doesNotContain("hunter22");
  }

  @Test
  void feedbackGoesWithItsDiagnosis() {
    api.postJsonTo(path, "{\"verdict\": \"confirmed\"}");

    assertThat(api.delete(diagnosis.header("Location")).status()).isEqualTo(204);
    assertThat(api.get(path).status()).isEqualTo(404);
  }
}
