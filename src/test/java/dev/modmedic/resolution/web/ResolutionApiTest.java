package dev.modmedic.resolution.web;

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
class ResolutionApiTest implements WithDatabase {
  private static final String PATH = "/v1/resolutions";

  @Inject Api api;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{}; invalid-field; /module",
        "{\"module\": \" \"}; invalid-field; /module",
        "{\"module\": 7}; invalid-field; /module",
        "{\"module\": \"m\", \"query\": []}; invalid-field; /query",
        "{\"module\": \"m\", \"environment\": 1}; invalid-field; /environment",
        "{\"module\": \"m\", \"environment\": {\"goEnv\": 1}}; invalid-field; /environment/goEnv",
        "[]; invalid-field; ''",
        "{; not-json; ''"
      })
  void aBadBodyIsRefusedWithThePlace(String body, String problem, String pointer) {
    Answer answer = api.postTo(PATH, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/type")).isEqualTo("/problems/" + problem);
    assertThat(answer.at("/errors/0/pointer")).isEqualTo(pointer);
  }

  @Test
  void anythingButJsonIsRefused() {
    byte[] body = "module=m".getBytes(StandardCharsets.UTF_8);

    Answer answer = api.postTo(PATH, body, "text/plain");

    assertThat(answer.status()).isEqualTo(415);
  }

  @Test
  void theExampleIsAnsweredInBothLanguages() throws IOException {
    String example = Files.readString(Path.of("openapi/examples/resolution-request.json"));

    Answer english = api.postTo(PATH, example);
    Answer chinese = api.postTo(PATH, example, "Accept-Language", "zh");

    assertThat(english.status()).isEqualTo(200);
    assertThat(english.at("/steps/0/target"))
        .isEqualTo("https://proxy.example.net/golang.org/x/text/@v/v0.14.0.info");
    assertThat(english.at("/steps/0/after/not-found")).isEqualTo("next-entry");
    assertThat(english.at("/steps/0/after/http-error")).isEqualTo("end");
    assertThat(english.json().at("/notes").findValuesAsText("id"))
        .contains("comma-falls-through-on-not-found-only", "sumdb-through-proxy");
    assertThat(chinese.header("Content-Language")).isEqualTo("zh");
    assertThat(chinese.at("/summary")).isNotEqualTo(english.at("/summary"));
  }

  @Test
  void aMalformedSettingIsToldInTheWordsOfGo() {
    Answer answer =
        api.postTo(
            PATH,
            "{\"module\": \"m.example/x\", \"environment\": {\"env\": {\"GOPROXY\": \"no\"}}}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("/problem")).contains("invalid proxy URL");
    assertThat(answer.json().at("/steps")).isEmpty();
  }

  @Test
  void aLoneSurrogateDoesNoHarm() {
    Answer answer = api.postTo(PATH, "{\"module\": \"m.example/\\ud800\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("/problem")).isNotEmpty();
  }
}
