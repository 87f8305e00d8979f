package dev.modmedic.diagnosis;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.LogText;
import dev.modmedic.evidence.RunContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A log whose cause somebody determined, one line of a JSON Lines file.
 *
 * @param fair codes that count as right: the expected one and the acceptable ones
 */
record LabelledLog(
    String id, String log, Map<String, Object> environment, String expected, Set<String> fair) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<LabelledLog> read(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> !line.isBlank())
          .map(LabelledLog::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LabelledLog parse(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      Set<String> fair = new HashSet<>();
      fair.add(node.path("expected").asText());
      node.path("acceptable").forEach(code -> fair.add(code.asText()));
      Map<String, Object> environment =
          JSON.convertValue(node.path("environment"), new TypeReference<>() {});
      return new LabelledLog(
          node.path("id").asText(),
          node.path("log").asText(),
          environment == null ? Map.of() : environment,
          node.path("expected").asText(),
          fair);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Inquiry inquiry() {
    return new Inquiry(LogText.of(log), new Environment(environment), RunContext.NONE, List.of());
  }

  /** The log whole, without its environment, without its first line, and cut in mid-line. */
  List<Inquiry> asPeopleSendIt() {
    int firstEnd = log.stripTrailing().indexOf('\n');
    String headless = firstEnd < 0 ? log : log.substring(firstEnd + 1);
    String cut = log.substring(0, log.length() * 4 / 5);
    return List.of(inquiry(), Inquiry.of(log), Inquiry.of(headless), Inquiry.of(cut));
  }

  /** Whether the first cause of {@code diagnosis} is right. */
  boolean isRight(Diagnosis diagnosis) {
    String first =
        diagnosis.causes().isEmpty() ? "ok.no-problem-found" : diagnosis.causes().getFirst().code();
    return fair.contains(first);
  }
}
