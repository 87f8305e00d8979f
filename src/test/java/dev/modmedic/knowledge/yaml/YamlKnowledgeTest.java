package dev.modmedic.knowledge.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.knowledge.KnowledgeException;
import dev.modmedic.knowledge.cel.CelConditions;
import dev.modmedic.knowledge.re2.Re2Patterns;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlKnowledgeTest {
  private static final String CAUSE =
      """
      code: tcp.sample
      status: stable
      severity: error
      owner: network
      retry: PT30S
      title: { en: A title, zh: 标题 }
      explanation: { en: 'At {host}.', zh: '在 {host}。' }
      signals:
        - id: words
          pattern: 'refused by (?P<host>\\S+)'
          weight: 5
      conditions:
        - id: internal
          when: 'internalHost(m("host"))'
          weight: 1
          says: { en: Internal., zh: 内部。 }
      """;

  @Test
  void aSoundFileBecomesACause() {
    KnowledgeBase knowledge = read(CAUSE);

    assertThat(knowledge.cause("tcp.sample")).isPresent();
    assertThat(knowledge.ruleCount()).isEqualTo(2);
    assertThat(knowledge.version()).hasSize(12);
  }

  @Test
  void theVersionChangesWithTheContent() {
    assertThat(read(CAUSE).version()).isNotEqualTo(read(CAUSE + "# more\n").version());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "status: stable ~ status: sure ~ tcp/sample.yaml:2: \"status\" must be one of draft, trial,"
            + " stable",
        "retry: PT30S ~ retry: soon ~ tcp/sample.yaml:5: \"retry\" must be no or a delay such as"
            + " PT30S",
        "title: { en: A title, zh: 标题 } ~ title: { en: A title } ~ tcp/sample.yaml:6: \"zh\" is"
            + " missing",
        "weight: 5 ~ wait: 5 ~ tcp/sample.yaml:11: unknown key \"wait\"",
        "weight: 5 ~ weight: much ~ tcp/sample.yaml:11: \"weight\" must be a number, not \"much\"",
        "'refused by (?P<host>\\S+)' ~ 'refused by (?P<host>\\S+' ~ tcp/sample.yaml:10: bad"
            + " pattern:",
        "'refused by (?P<host>\\S+)' ~ '(?P<host>\\S+)' ~ tcp/sample.yaml:10: no literal of four"
            + " characters",
        "(?P<host>\\S+) ~ (?P<hots>\\S+) ~ tcp/sample.yaml:10: unknown capture \"hots\"",
        "(?P<host>\\S+) ~ \\S+ ~ tcp/sample.yaml:7: {host} is used, but no signal catches it",
        "internalHost(m(\"host\")) ~ internalHost(7) ~ tcp/sample.yaml:14: bad condition:",
        "internalHost(m(\"host\")) ~ m(\"host\") ~ tcp/sample.yaml:14: bad condition:",
        "code: tcp.sample ~ code: tcp.other ~ tcp/sample.yaml:1: the file of tcp.other must be",
        "code: tcp.sample ~ code: Sample ~ tcp/sample.yaml:1: \"Sample\" is not a code"
      })
  void aMistakeIsNamedByFileAndLine(String sound, String broken, String message) {
    KnowledgeException thrown =
        catchThrowableOfType(
            KnowledgeException.class, () -> read(CAUSE.replace(sound.strip(), broken.strip())));

    assertThat(thrown.getMessage()).contains(message.strip());
  }

  @Test
  void whatIsNotYamlIsNamedByLine() {
    KnowledgeException thrown =
        catchThrowableOfType(KnowledgeException.class, () -> read(CAUSE + "  : [\n"));

    assertThat(thrown.getMessage()).startsWith("tcp/sample.yaml:1").contains("not YAML");
  }

  @Test
  void everyMistakeIsToldAtOnce() {
    String broken = CAUSE.replace("stable", "sure").replace("PT30S", "soon");

    KnowledgeException thrown = catchThrowableOfType(KnowledgeException.class, () -> read(broken));

    assertThat(thrown.mistakes()).hasSize(2);
  }

  @Test
  void aSymptomMustBeAKnownCode() {
    KnowledgeException thrown =
        catchThrowableOfType(
            KnowledgeException.class, () -> read(CAUSE + "explains: [tcp.nothing]\n"));

    assertThat(thrown.getMessage()).contains("sample.yaml:17: \"explains\" names no other cause");
  }

  @Test
  void aMarkMustExist() {
    KnowledgeException thrown =
        catchThrowableOfType(
            KnowledgeException.class,
            () -> read(CAUSE.replace("weight: 5", "weight: 5\n    within: [nowhere]")));

    assertThat(thrown.getMessage()).contains("sample.yaml:12: no mark is called nowhere");
  }

  private static KnowledgeBase read(String cause) {
    return new YamlKnowledge(new Re2Patterns(), new CelConditions())
        .read(Map.of("tcp/sample.yaml", cause, "codes.yaml", "[tcp.sample, tcp.other]"));
  }
}
