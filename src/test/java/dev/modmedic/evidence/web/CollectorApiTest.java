package dev.modmedic.evidence.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
class CollectorApiTest implements WithDatabase {
  @Inject Api api;

  @ParameterizedTest
  @ValueSource(strings = {"collect.sh", "collect.ps1"})
  void aScriptIsHandedOutAsItShips(String name) {
    Answer answer = api.get("/" + name);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("text/plain;charset=utf-8");
    assertThat(answer.body()).isEqualTo(Collector.bundled(name).script()).contains("ModMedic");
  }

  @ParameterizedTest
  @ValueSource(strings = {"collect.sh", "collect.ps1"})
  void aCopyThatIsStillGoodIsNotSentAgain(String name) {
    Answer answer = api.get("/" + name);

    Answer again = api.get("/" + name, "If-None-Match", answer.header("ETag"));

    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/collect", "/collect.bat", "/collect/collect.sh"})
  void nothingElseIsHandedOut(String path) {
    assertThat(api.get(path).status()).isEqualTo(404);
  }
}
