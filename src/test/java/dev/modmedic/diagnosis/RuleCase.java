package dev.modmedic.diagnosis;

import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.LogText;
import dev.modmedic.evidence.RunContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * One labelled case of one cause.
 *
 * @param expect what the cause under test must be: first, listed or silent
 * @param first the cause that must come first instead, or null
 * @param advice what its remedies must hold
 * @param key the words that carry the case; without their lines the cause must be silent
 */
record RuleCase(
    String code,
    String name,
    Expect expect,
    @Nullable String first,
    @Nullable String key,
    Advice advice,
    String log,
    Map<String, Object> environment,
    Map<String, Object> context) {
  private static final double NAMED = 0.5;

  enum Expect {
    MATCH,
    LISTED,
    NO_MATCH
  }

  /**
   * Words of titles and commands of the cause's remedies.
   *
   * @param first words of the first remedy
   * @param offered words of some remedy each
   * @param never words of none
   */
  record Advice(List<String> first, List<String> offered, List<String> never) {
    Optional<String> failure(List<Finding.Remedied> remedies) {
      List<String> texts = remedies.stream().map(Advice::text).toList();
      boolean right =
          first.stream().allMatch(words -> !texts.isEmpty() && texts.getFirst().contains(words))
              && offered.stream()
                  .allMatch(words -> texts.stream().anyMatch(text -> text.contains(words)))
              && never.stream()
                  .noneMatch(words -> texts.stream().anyMatch(text -> text.contains(words)));
      return right ? Optional.empty() : Optional.of("expected " + this + ", got " + texts);
    }

    private static String text(Finding.Remedied remedy) {
      return remedy.title().en()
          + remedy.steps().stream().map(step -> " $ " + step.run()).reduce("", String::concat);
    }
  }

  /** All cases below {@code folder}; the path of a file tells the code. */
  static List<RuleCase> below(Path folder) {
    List<RuleCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> file.toString().endsWith(".cases.yaml"))
          .sorted()
          .forEach(file -> cases.addAll(read(folder, file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  private static List<RuleCase> read(Path folder, Path file) {
    String code = folder.relativize(file).toString().replace(".cases.yaml", "").replace('/', '.');
    try {
      List<Map<String, Object>> items = new Yaml().load(Files.readString(file));
      return items.stream().map(item -> of(code, item)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw new IllegalStateException("cannot read the cases in " + file, e);
    }
  }

  private static RuleCase of(String code, Map<String, Object> item) {
    return new RuleCase(
        code,
        String.valueOf(item.get("case")),
        Expect.valueOf(String.valueOf(item.get("expect")).toUpperCase().replace('-', '_')),
        text(item, "first"),
        text(item, "key"),
        new Advice(
            words(item, "advises-first"), words(item, "advises"), words(item, "never-advises")),
        String.valueOf(item.getOrDefault("log", "")),
        map(item, "environment"),
        map(item, "context"));
  }

  private static @Nullable String text(Map<String, Object> item, String key) {
    Object value = item.get(key);
    return value == null ? null : value.toString();
  }

  private static List<String> words(Map<String, Object> item, String key) {
    Object value = item.getOrDefault(key, List.of());
    return value instanceof List<?> several
        ? several.stream().map(String::valueOf).toList()
        : List.of(value.toString());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> item, String key) {
    return (Map<String, Object>) item.getOrDefault(key, Map.of());
  }

  /** What is wrong with the engine's answer to this case, or empty. */
  Optional<String> failure(Engine engine) {
    Diagnosis diagnosis = engine.diagnose(inquiry(log));
    List<String> codes = diagnosis.causes().stream().map(Finding::code).toList();
    String answer =
        diagnosis.causes().stream().map(f -> f.code() + " " + f.confidence()).toList().toString();
    boolean right =
        switch (expect) {
          case MATCH -> !codes.isEmpty() && codes.getFirst().equals(code) && names(diagnosis);
          case LISTED -> codes.contains(code);
          case NO_MATCH -> !names(diagnosis);
        };
    if (!right) {
      return Optional.of("expected " + expect + ", got " + answer);
    }
    if (first != null && (codes.isEmpty() || !codes.getFirst().equals(first))) {
      return Optional.of("expected " + first + " first, got " + answer);
    }
    return advice.failure(
        diagnosis.causes().stream()
            .filter(finding -> finding.code().equals(code))
            .flatMap(finding -> finding.remedies().stream())
            .toList());
  }

  /** What is wrong with the answer once the key lines are gone, or empty. */
  Optional<String> mutationFailure(Engine engine) {
    String words = key == null ? "" : key;
    String mutated = String.join("\n", log.lines().filter(line -> !line.contains(words)).toList());
    if (mutated.equals(log.stripTrailing())) {
      return Optional.of("no line holds the key \"" + words + "\"");
    }
    return names(engine.diagnose(inquiry(mutated)))
        ? Optional.of("still named without \"" + words + "\"")
        : Optional.empty();
  }

  private boolean names(Diagnosis diagnosis) {
    return diagnosis.causes().stream()
        .anyMatch(f -> f.code().equals(code) && f.confidence() >= NAMED);
  }

  Inquiry inquiry() {
    return inquiry(log);
  }

  private Inquiry inquiry(String text) {
    return new Inquiry(
        LogText.of(text),
        new Environment(environment),
        new RunContext(
            null,
            null,
            null,
            null,
            (String) context.get("command"),
            (Integer) context.get("exitCode")),
        List.of());
  }
}
