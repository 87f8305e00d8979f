package dev.modmedic.diagnosis.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.modmedic.evidence.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RenderTest {
  @ParameterizedTest
  @EnumSource(Language.class)
  void noControlCharacterReachesATerminal(Language language) {
    String text = new TerminalFormat().render(Samples.hostile(), language);

    assertThat(text.codePoints().filter(c -> c != '\n' && Character.isISOControl(c))).isEmpty();
    assertThat(text.codePoints().filter(c -> c >= 0x202A && c <= 0x202E)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void proseFitsIntoEightyColumns(Language language) {
    String text = new TerminalFormat().render(Samples.full(), language);

    assertThat(text.lines().filter(line -> !line.startsWith("     ") && !line.contains("://")))
        .allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(80));
    assertThat(text.lines().count()).isLessThan(30);
  }

  @Test
  void noMarkupOfTheLogReachesAPage() {
    String escaped = MarkdownText.escaped(Samples.HOSTILE);

    assertThat(escaped)
        .doesNotContainPattern("(?<!\\\\)[`<>\\[\\]|*_]")
        .doesNotContain("https://", "www.", " @everyone");
    assertThat(new MarkdownFormat().render(Samples.hostile(), Language.EN)).contains(escaped);
  }

  @Test
  void aCodeSpanHoldsAnyTicks() {
    assertThat(MarkdownText.code("a `b` ``c``")).isEqualTo("``` a `b` ``c`` ```");
    assertThat(MarkdownText.code("plain")).isEqualTo("`plain`");
    assertThat(MarkdownText.code("a\nb")).isEqualTo("`a b`");
  }

  @Test
  void aCodeBlockHoldsAnyFence() {
    assertThat(MarkdownText.fenced("```\nx", "sh")).isEqualTo("````sh\n```\nx\n````");
  }

  @Test
  void everySarifResultPointsToARuleAndAPlace() throws JsonProcessingException {
    JsonNode run = sarif(new SarifFormat().render(Samples.full(), Language.EN)).at("/runs/0");

    assertThat(run.at("/results")).hasSize(2);
    for (JsonNode result : run.at("/results")) {
      JsonNode rule = run.at("/tool/driver/rules/" + result.at("/ruleIndex").asInt());
      assertThat(rule.at("/id")).isEqualTo(result.at("/ruleId"));
      assertThat(rule.at("/help/text").asText()).isNotBlank();
      assertThat(result.at("/message/text").asText()).isNotBlank();
      assertThat(result.at("/rank").asDouble()).isBetween(0.0, 100.0);
      assertThat(result.at("/level").asText()).isIn("error", "warning", "note");
    }
    JsonNode region = run.at("/results/0/locations/0/physicalLocation/region");
    assertThat(region.at("/startLine").asInt()).isEqualTo(12);
    assertThat(region.at("/startColumn").asInt()).isEqualTo(5);
    assertThat(region.at("/endColumn").asInt()).isEqualTo(61);
    assertThat(run.at("/columnKind").asText()).isEqualTo("utf16CodeUnits");
  }

  @Test
  void aSarifLogWithoutCausesHasNoResults() throws JsonProcessingException {
    JsonNode run = sarif(new SarifFormat().render(Samples.fine(), Language.EN)).at("/runs/0");

    assertThat(run.at("/results").isArray()).isTrue();
    assertThat(run.at("/results")).isEmpty();
    assertThat(run.at("/tool/driver/rules")).isEmpty();
  }

  private static JsonNode sarif(String text) throws JsonProcessingException {
    return JsonMapper.builder().build().readTree(text);
  }
}
