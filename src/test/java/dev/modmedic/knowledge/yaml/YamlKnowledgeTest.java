package dev.modmedic.knowledge.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.knowledge.KnowledgeException;
import dev.modmedic.knowledge.cel.CelConditions;
import dev.modmedic.knowledge.re2.Re2Patterns;
import java.util.ArrayList;
import java.util.List;
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

  @Test
  void onlyWhatChangedIsCompiledAgain() {
    List<String> compiled = new ArrayList<>();
    Re2Patterns patterns = new Re2Patterns();
    YamlKnowledge reader =
        new YamlKnowledge(
            source -> {
              compiled.add(source);
              return patterns.compile(source);
            },
            new CelConditions());
    String other = CAUSE.replace("tcp.sample", "tcp.other").replace("refused", "rejected");
    String changed = other.replace("rejected", "not taken");

    reader.prepare(files(CAUSE, other));
    reader.read(files(CAUSE, changed));
    KnowledgeBase knowledge = reader.read(files(CAUSE, changed));

    assertThat(compiled)
        .containsExactlyInAnyOrder(
            "refused by (?P<host>\\S+)",
            "rejected by (?P<host>\\S+)",
            "not taken by (?P<host>\\S+)");
    assertThat(knowledge.version()).isEqualTo(read(files(CAUSE, changed)).version());
  }

  @Test
  void theMistakesOfAFilePreparedAreToldWhenItIsRead() {
    YamlKnowledge reader = new YamlKnowledge(new Re2Patterns(), new CelConditions());
    Map<String, String> broken = files(CAUSE.replace("PT30S", "soon"), "[");
    reader.prepare(broken);

    KnowledgeException first =
        catchThrowableOfType(KnowledgeException.class, () -> reader.read(broken));
    KnowledgeException again =
        catchThrowableOfType(KnowledgeException.class, () -> reader.read(broken));

    assertThat(first.mistakes()).hasSizeGreaterThan(1).isEqualTo(again.mistakes());
    assertThat(first.getMessage())
        .isEqualTo(catchThrowableOfType(KnowledgeException.class, () -> read(broken)).getMessage());
  }

  private static Map<String, String> files(String sample, String other) {
    return Map.of(
        "tcp/sample.yaml",
        sample,
        "tcp/other.yaml",
        other,
        "codes.yaml",
        "[tcp.sample, tcp.other]");
  }

  private static KnowledgeBase read(String cause) {
    return read(Map.of("tcp/sample.yaml", cause, "codes.yaml", "[tcp.sample, tcp.other]"));
  }

  private static KnowledgeBase read(Map<String, String> files) {
    return new YamlKnowledge(new Re2Patterns(), new CelConditions()).read(files);
  }
}
