package dev.modmedic.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.TestDatabase;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KnowledgeApiTest implements TestPropertyProvider {
  private static final String CODE = "goproxy.mirror-moved";

  @TempDir static Path folder;
  @TempDir static Path empty;

  @Inject Api api;
  @Inject KnowledgeReload reload;

  @Override
  public Map<String, String> getProperties() {
    Map<String, String> properties = new HashMap<>(TestDatabase.create().properties());
    properties.put("modmedic.knowledge.folders", empty + File.pathSeparator + folder);
    properties.put("modmedic.knowledge.watch-interval", "1h");
    return properties;
  }

  @Test
  void everyAnswerComesFromTheKnowledgeInForce() throws IOException {
    Answer before = api.get("/v1/knowledge");
    assertThat(api.get("/v1/causes/" + CODE).status()).isEqualTo(404);

    Path sample = Path.of("src/test/resources/knowledge-folders/mirror-moved.yaml");
    Path file = Files.createDirectories(folder.resolve("goproxy")).resolve("mirror-moved.yaml");
    Files.copy(sample, file);
    look();
    Answer refused = api.get("/v1/knowledge");
    Files.writeString(folder.resolve("codes.yaml"), "[" + CODE + "]\n");
    look();
    Answer after = api.get("/v1/knowledge");

    assertThat(before.json().at("/folders").get(1).asText()).isEqualTo(folder.toString());
    assertThat(refused.at("/version")).isEqualTo(before.at("/version"));
    assertThat(refused.at("/problem/mistakes/0/file")).isEqualTo(file.toString());
    assertThat(refused.at("/problem/mistakes/0/line")).isEqualTo("1");
    assertThat(after.json().at("/problem").isNull()).isTrue();
    assertThat(after.json().at("/causes").asInt())
        .isEqualTo(before.json().at("/causes").asInt() + 1);
    assertThat(api.get("/v1/causes/" + CODE).at("/knowledgeVersion"))
        .isEqualTo(after.at("/version"));
    Answer diagnosis = api.postText("mirror moved to b.example\n", "Accept", "application/json");
    assertThat(diagnosis.at("/causes/0/code")).isEqualTo(CODE);
    assertThat(diagnosis.at("/knowledgeVersion")).isEqualTo(after.at("/version"));
  }

  private void look() {
    reload.look();
    reload.look();
  }
}
