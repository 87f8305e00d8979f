package dev.modmedic.lab;

import dev.modmedic.go.GoRelease;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * One way to make {@code go} fail, as scenarios.yaml declares it.
 *
 * @param expected the codes of which one must come first; usually there is just one
 * @param since the first release it applies to, or null
 * @param until the first release it no longer applies to, or null
 * @param folder where below the project the command runs
 */
record LabScenario(
    String name,
    List<String> expected,
    @Nullable String since,
    @Nullable String until,
    Map<String, String> env,
    Map<String, String> files,
    String folder,
    List<String> run) {
  LabScenario {
    Objects.requireNonNull(name, "name");
    expected = List.copyOf(expected);
    env = Map.copyOf(env);
    files = Map.copyOf(files);
    run = List.copyOf(run);
  }

  static List<LabScenario> all() throws IOException {
    try (InputStream file = LabScenario.class.getResourceAsStream("/lab/scenarios.yaml")) {
      List<Map<String, Object>> items = new Yaml().load(file);
      return items.stream().map(LabScenario::of).toList();
    }
  }

  boolean appliesTo(GoRelease release) {
    return (since == null || release.compareTo(parse(since)) >= 0)
        && (until == null || release.compareTo(parse(until)) < 0);
  }

  private static GoRelease parse(String release) {
    return GoRelease.parse(release).orElseThrow();
  }

  static LabScenario of(Map<String, Object> item) {
    return new LabScenario(
        Objects.requireNonNull(text(item, "scenario")),
        item.get("expect") instanceof List<?> several
            ? several.stream().map(String::valueOf).toList()
            : List.of(String.valueOf(item.get("expect"))),
        text(item, "since"),
        text(item, "until"),
        texts(item, "env"),
        texts(item, "files"),
        Objects.requireNonNullElse(text(item, "folder"), ""),
        ((List<?>) Objects.requireNonNull(item.get("run"))).stream().map(String::valueOf).toList());
  }

  private static @Nullable String text(Map<String, Object> item, String key) {
    Object value = item.get(key);
    return value == null ? null : value.toString();
  }

  @SuppressWarnings("unchecked")
  static Map<String, String> texts(Map<String, Object> item, String key) {
    return (Map<String, String>) item.getOrDefault(key, Map.of());
  }
}
