package dev.modmedic.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.go.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every message the go command is known to print has a cause, or a reason why it has none. */
class MessageCatalogueTest {
  private static final Engine ENGINE = TestEngine.bundled();

  private final MessageTemplates templates;
  private final Map<String, Expectation> expectations = new TreeMap<>();

  MessageCatalogueTest() throws Exception {
    templates = MessageTemplates.bundled();
    for (String[] row : Table.read("message-expectations.tsv")) {
      expectations.put(row[0], Expectation.of(row));
    }
  }

  @Test
  void everyMessageIsExplainedOrSaysWhyNot() {
    List<String> wrong = templates.ids().stream().flatMap(this::failures).toList();

    long named = expectations.values().stream().filter(Expectation::isNamed).count();
    int all = templates.ids().size();
    System.out.printf(
        "catalogue coverage: %d of %d templates named (%.1f %%), %d documented without a cause%n",
        named, all, 100.0 * named / all, all - named);
    assertThat(wrong).isEmpty();
  }

  @Test
  void theTableSpeaksOfTheMessagesThereAre() {
    assertThat(expectations.keySet()).containsExactlyElementsOf(templates.ids());
  }

  @Test
  void everyExpectedCauseIsKnown() {
    assertThat(expectations.values())
        .flatExtracting(Expectation::codes)
        .allMatch(code -> ENGINE.knowledge().cause(code).isPresent());
  }

  @Test
  void aMessageWithoutACauseHasAReason() {
    assertThat(expectations.values())
        .filteredOn(expectation -> !expectation.isNamed())
        .allMatch(expectation -> !expectation.reason().isBlank());
  }

  @Test
  void noPlaceholderIsLeftAndEveryRunMakesTheSameLogs() throws Exception {
    MessageTemplates again = MessageTemplates.bundled();

    assertThat(templates.ids())
        .allSatisfy(id -> {
          assertThat(templates.logs(id)).isNotEmpty().doesNotHaveDuplicates();
          assertThat(templates.logs(id)).noneMatch(log -> log.matches("(?s).*<[a-z-]+>.*"));
          assertThat(templates.logs(id)).isEqualTo(again.logs(id));
        });
  }

  private Stream<String> failures(String id) {
    Expectation expected = expectations.get(id);
    return expected == null
        ? Stream.of(id + " is not in the table")
        : templates.logs(id).stream()
            .flatMap(log -> expected.failure(log).stream())
            .map(failure -> id + ": " + failure);
  }

  /**
   * What one message must lead to.
   *
   * @param codes any of these may come first; empty when no cause may be named
   * @param mark {@code weak} lets a doubtful answer pass, {@code any} lets every answer pass
   */
  private record Expectation(List<String> codes, String mark, String reason) {
    private static final double NAMED = 0.5;
    private static final double WEAK = 0.3;

    static Expectation of(String[] row) {
      List<String> codes = row[1].equals("none") ? List.of() : Arrays.asList(row[1].split(" "));
      assertThat(row[2]).as("mark of %s", row[0]).isIn("", "weak", "any");
      return new Expectation(codes, row[2], row[3]);
    }

    boolean isNamed() {
      return !codes.isEmpty();
    }

    Optional<String> failure(String log) {
      List<Finding> causes = ENGINE.diagnose(Inquiry.of(log)).causes();
      boolean right = isNamed() ? causes.stream().limit(1).anyMatch(this::names) : quiet(causes);
      return right ? Optional.empty() : Optional.of(answer(causes) + " for\n" + log);
    }

    private boolean names(Finding first) {
      double enough = mark.equals("weak") ? WEAK : NAMED;
      return codes.contains(first.code()) && first.confidence() >= enough;
    }

    private boolean quiet(List<Finding> causes) {
      return mark.equals("any") || causes.stream().allMatch(cause -> cause.confidence() < NAMED);
    }

    private String answer(List<Finding> causes) {
      List<String> got = causes.stream().map(f -> f.code() + " " + f.confidence()).toList();
      return "expected " + (isNamed() ? codes : "no cause") + ", got " + got;
    }
  }
}
