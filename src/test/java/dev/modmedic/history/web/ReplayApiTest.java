package dev.modmedic.history.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MicronautTest(transactional = false)
class ReplayApiTest implements WithDatabase {
  private static final String CODE = "goproxy.mirror-moved";
  private static final String FILE = "goproxy/mirror-moved.yaml";

  @Inject Api api;

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "[] ~ ''",
        "{} ~ /files",
        "{\"files\": {}} ~ /files",
        "{\"files\": {\"../x.yaml\": \"\"}} ~ /files",
        "{\"files\": {\"dns/timeout.yaml\": 7}} ~ /files/dns~1timeout.yaml",
        "{\"files\": {\"codes.yaml\": \"[]\"}, \"limit\": 1001} ~ /limit",
        "{\"files\": {\"codes.yaml\": \"[]\"}, \"since\": \"soon\"} ~ /since"
      },
      quoteCharacter = '\'')
  void aFieldThatMakesNoSenseIsNamed(String body, String rest) {
    Answer answer = api.postJsonTo("/v1/replays", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/type")).isEqualTo("/problems/invalid-field");
    assertThat(answer.at("/errors/0/pointer")).startsWith(rest);
  }

  @Test
  void mistakesAreNamedByFileAndLine() throws IOException {
    String broken = sample().replace("weight: 6", "weight: much").replace("retry: no", "retry: x");

    Answer answer = replay(Map.of("codes.yaml", "[" + CODE + "]", FILE, broken));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/type")).isEqualTo("/problems/invalid-rules");
    assertThat(answer.json().at("/errors")).hasSize(2);
    assertThat(answer.at("/errors/0/pointer")).isEqualTo("/files/goproxy~1mirror-moved.yaml");
    assertThat(answer.at("/errors/0/detail")).startsWith(FILE + ":5: \"retry\"");
  }

  @Test
  void whatIsNoYamlOrABombIsAMistakeLikeAnyOther() throws IOException {
    for (String content :
        new String[] {
          "",
          "\u0001",
          "? [a]: b",
          "- ".repeat(5000),
          "&a [*a]",
          sample().replace("mirror moved to", "((mirror{1000}){1000}){1000}")
        }) {
      Answer answer = replay(Map.of("codes.yaml", "[" + CODE + "]", FILE, content));

      assertThat(answer.at("/type")).isEqualTo("/problems/invalid-rules");
      assertThat(answer.at("/errors/0/detail")).startsWith(FILE);
    }
  }

  @Test
  void aDraftTellsWhichVerdictsWouldFlip() throws IOException {
    String moved = post("fatal: mirror moved to b.example.net");
    post("dial tcp: lookup proxy.example.net: no such host");

    Answer answer = replay(Map.of("codes.yaml", "[" + CODE + "]", FILE, sample()));

    assertThat(answer.at("/examined")).isEqualTo("2");
    assertThat(answer.at("/complete")).isEqualTo("true");
    assertThat(answer.json().at("/flips")).hasSize(1);
    assertThat(answer.at("/flips/0/id")).isEqualTo(moved);
    assertThat(answer.json().at("/flips/0/before/code").isNull()).isTrue();
    assertThat(answer.at("/flips/0/after/code")).isEqualTo(CODE);
    assertThat(answer.at("/draftVersion")).isNotEqualTo(answer.at("/knowledgeVersion"));
    assertThat(StreamSupport.stream(answer.json().at("/codes").spliterator(), false))
        .anySatisfy(code -> assertThat(code.at("/code").asText()).isEqualTo("dns.host-not-found"));
    assertThat(api.get("/v1/causes/" + CODE).status()).isEqualTo(404);
  }

  private static String sample() throws IOException {
    return Files.readString(Path.of("src/test/resources/knowledge-folders/mirror-moved.yaml"));
  }

  private Answer replay(Map<String, String> files) throws JsonProcessingException {
    return api.postJsonTo(
        "/v1/replays", JsonMapper.builder().build().writeValueAsString(Map.of("files", files)));
  }

  private String post(String log) {
    return api.postJson("{\"log\": \"%s\", \"context\": {\"exitCode\": 1}}".formatted(log))
        .at("/id");
  }
}
