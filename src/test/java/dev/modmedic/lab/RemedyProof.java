package dev.modmedic.lab;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/**
 * A failure whose remedies are run, as remedies.yaml declares it.
 *
 * @param settings what {@code go env -w} has written, beside GOPROXY and its like
 * @param byHand files as they are after the edits that the remedies leave to the reader
 * @param excused by words of their titles, remedies for other situations than this one, and why
 * @param then the arguments that must succeed in the end, where those that failed never can
 * @param closed folders below the home that nobody may write to; the commands then run as nobody
 */
record RemedyProof(
    LabScenario scenario,
    Map<String, String> settings,
    Map<String, String> byHand,
    Map<String, String> excused,
    List<String> then,
    List<String> closed) {
  RemedyProof {
    settings = Map.copyOf(settings);
    byHand = Map.copyOf(byHand);
    excused = Map.copyOf(excused);
    then = List.copyOf(then);
    closed = List.copyOf(closed);
  }

  static List<RemedyProof> all() throws IOException {
    try (InputStream file = RemedyProof.class.getResourceAsStream("/lab/remedies.yaml")) {
      List<Map<String, Object>> items = new Yaml().load(file);
      return items.stream().map(RemedyProof::of).toList();
    }
  }

  private static RemedyProof of(Map<String, Object> item) {
    return new RemedyProof(
        LabScenario.of(item),
        LabScenario.texts(item, "settings"),
        LabScenario.texts(item, "by-hand"),
        LabScenario.texts(item, "excused"),
        words(item, "then"),
        words(item, "closed"));
  }

  private static List<String> words(Map<String, Object> item, String key) {
    return item.get(key) instanceof List<?> words
        ? words.stream().map(String::valueOf).toList()
        : List.of();
  }

  boolean asNobody() {
    return !closed.isEmpty();
  }

  boolean excuses(String title) {
    return excused.keySet().stream().anyMatch(title::contains);
  }
}
