package dev.modmedic.diagnosis;

import dev.modmedic.knowledge.cel.CelConditions;
import dev.modmedic.knowledge.re2.Re2Patterns;
import dev.modmedic.knowledge.yaml.KnowledgeFolder;
import dev.modmedic.knowledge.yaml.YamlKnowledge;
import java.util.HashMap;
import java.util.Map;

/** Engines for tests: with the knowledge that ships, or with a few files of a test's own. */
public final class TestEngine {
  private TestEngine() {}

  public static Engine bundled() {
    return of(KnowledgeFolder.bundled());
  }

  static Engine of(Map<String, String> files) {
    return new Engine(
        new YamlKnowledge(new Re2Patterns(), new CelConditions()).read(files), Calibration.NONE);
  }

  /** An engine that knows the causes given, each by code, and the marks. */
  static Engine knowing(String marks, Map<String, String> causes) {
    Map<String, String> files = new HashMap<>();
    files.put("marks.yaml", marks);
    files.put("codes.yaml", "[" + String.join(", ", causes.keySet()) + "]");
    causes.forEach((code, rules) ->
        files.put(
            code.replace('.', '/') + ".yaml",
            """
            code: %s
            status: stable
            severity: error
            owner: user
            retry: no
            title: { en: Title of %s, zh: 标题 }
            explanation: { en: It happened., zh: 发生了。 }
            %s
            """
                .formatted(code, code, rules)));
    return of(files);
  }
}
