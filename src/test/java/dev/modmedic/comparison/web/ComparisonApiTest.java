package dev.modmedic.comparison.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MicronautTest(transactional = false)
class ComparisonApiTest implements WithDatabase {
  private static final String PATH = "/v1/comparisons";

  @Inject Api api;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{}; invalid-field; /a",
        "{\"a\": {}}; invalid-field; /b",
        "{\"a\": {}, \"b\": null}; invalid-field; /b",
        "{\"a\": {}, \"b\": []}; invalid-field; /b",
        "{\"a\": {\"env\": []}, \"b\": {}}; invalid-field; /a/env",
        "7; invalid-field; ''"
      })
  void aBadBodyIsRefusedWithThePlace(String body, String problem, String pointer) {
    Answer answer = api.postTo(PATH, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/type")).isEqualTo("/problems/" + problem);
    assertThat(answer.at("/errors/0/pointer")).isEqualTo(pointer);
  }

  @Test
  void anythingButJsonIsRefused() {
    Answer answer =
        api.postTo(PATH, "a=b".getBytes(StandardCharsets.UTF_8), "application/octet-stream");

    assertThat(answer.status()).isEqualTo(415);
  }

  @Test
  void theExampleIsAnsweredInBothLanguages() throws IOException {
    String example = Files.readString(Path.of("openapi/examples/comparison-request.json"));

    Answer english = api.postTo(PATH, example);
    Answer chinese = api.postTo(PATH, example, "Accept-Language", "zh");

    assertThat(english.status()).isEqualTo(200);
    assertThat(english.json().at("/differences").findValuesAsText("setting"))
        .containsExactly("GONOPROXY", "release", "GONOSUMDB", "ci");
    assertThat(english.at("/differences/0/weight")).isEqualTo("decisive");
    assertThat(english.at("/differences/0/a/origin")).isEqualTo("file");
    assertThat(chinese.header("Content-Language")).isEqualTo("zh");
    assertThat(chinese.at("/differences/0/effect"))
        .isNotEqualTo(english.at("/differences/0/effect"));
  }

  @Test
  void twoEmptyEnvironmentsDifferInNothing() {
    Answer answer = api.postTo(PATH, "{\"a\": {}, \"b\": {}}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/differences")).isEmpty();
    assertThat(answer.json().at("/notCompared")).isNotEmpty();
  }
}
