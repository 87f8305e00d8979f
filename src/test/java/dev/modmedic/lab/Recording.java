package dev.modmedic.lab;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.Finding;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.diagnosis.Verdict;
import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.LogText;
import dev.modmedic.evidence.RunContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What one go release printed in one scenario, with the machine it ran on. */
@JsonPropertyOrder({"scenario", "go", "expected", "command", "exitCode", "log", "environment"})
record Recording(
    String scenario,
    String go,
    List<String> expected,
    String command,
    int exitCode,
    String log,
    Map<String, Object> environment) {
  static final Path FOLDER = Path.of("src/test/resources/lab");
  private static final String NO_CAUSE = "ok.no-problem-found";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  Recording {
    expected = List.copyOf(expected);
  }

  static List<Recording> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Recording::read)
          .toList();
    }
  }

  private static Recording read(Path file) {
    try {
      Map<String, Object> values = JSON.readValue(Files.readString(file), new TypeReference<>() {});
      return JSON.convertValue(values, Recording.class);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }

  static Map<String, String> readTexts(String json) throws JsonProcessingException {
    return JSON.readValue(json, new TypeReference<>() {});
  }

  String fileName() {
    return "%s-go%s.json".formatted(scenario, go.replaceFirst("^(\\d+\\.\\d+).*", "$1"));
  }

  void write() throws IOException {
    Files.writeString(FOLDER.resolve(fileName()), JSON.writeValueAsString(this) + "\n");
  }

  /** What is wrong with the engine's answer, or empty. */
  Optional<String> mistake(Engine engine) {
    Diagnosis diagnosis =
        engine.diagnose(
            new Inquiry(
                LogText.of(log),
                new Environment(environment),
                new RunContext(null, null, null, null, command, exitCode),
                List.of()));
    String first =
        diagnosis.verdict() == Verdict.NO_PROBLEM_FOUND
            ? NO_CAUSE
            : diagnosis.causes().stream().findFirst().map(Finding::code).orElse("nothing");
    return expected.contains(first)
        ? Optional.empty()
        : Optional.of(
            "%s on go%s: expected %s, got %s %s%n%s"
                .formatted(
                    scenario,
                    go,
                    expected,
                    diagnosis.verdict(),
                    diagnosis.causes().stream()
                        .map(cause -> cause.code() + " " + cause.confidence())
                        .toList(),
                    log));
  }
}
