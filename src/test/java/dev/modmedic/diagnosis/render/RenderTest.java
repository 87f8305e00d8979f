package dev.modmedic.diagnosis.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.modmedic.evidence.Language;
import dev.modmedic.knowledge.Remedy.Shell;
import dev.modmedic.knowledge.Remedy.Step;
import java.util.List;
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
  void aLogOfWindowsGetsCommandsOfWindows() {
    List<Step> steps =
        List.of(
            new Step(Shell.POSIX, "rm x"),
            new Step(Shell.POWERSHELL, "Remove-Item x"),
            new Step(Shell.CMD, "del x"));

    assertThat(Shells.of(Samples.hostile().diagnosis()).pick(steps))
        .extracting(Step::run)
        .containsExactly("rm x");
    assertThat(Shells.of(Samples.saying("open C:\\src\\app\\go.mod")).pick(steps))
        .extracting(Step::run)
        .containsExactly("Remove-Item x");
  }

  @Test
  void aRemedyForAnotherSystemDoesNotFit() {
    Shells shells = Shells.of(Samples.hostile().diagnosis());

    assertThat(shells.fit(List.of(new Step(Shell.POWERSHELL, "Remove-Item x")))).isFalse();
    assertThat(shells.fit(List.of(new Step(Shell.ANY, "go version")))).isTrue();
    assertThat(shells.fit(List.of())).isTrue();
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

  /** What the schema of OASIS demands of the strings that are made here. */
  @Test
  void theStringsOfASarifLogHaveTheirShapes() throws JsonProcessingException {
    for (Language language : Language.values()) {
      JsonNode run = sarif(new SarifFormat().render(Samples.several(), language)).at("/runs/0");

      // A guid would have to be of versions 1 to 5, and ours is of version 7.
      assertThat(run.findValues("guid")).isEmpty();
      assertThat(run.at("/automationDetails/id").asText()).startsWith("modmedic/");
      assertThat(run.at("/tool/driver/language").asText()).matches("[a-z]{2}(-[A-Z]{2})?");
      for (JsonNode result : run.at("/results")) {
        assertThat(result.at("/locations").size()).isLessThanOrEqualTo(1);
        assertThat(result.at("/relatedLocations"))
            .doesNotHaveDuplicates()
            .doesNotContain(result.at("/locations/0"));
        assertThat(result.at("/partialFingerprints")).isNotEmpty();
      }
    }
  }

  @Test
  void aSnippetIsWhatItsRegionHolds() throws JsonProcessingException {
    JsonNode results =
        sarif(new SarifFormat().render(Samples.several(), Language.EN)).at("/runs/0/results");

    JsonNode region = results.at("/1/locations/0/physicalLocation/region");
    assertThat(region.at("/snippet/text").asText()).isEqualTo("go.sum：校验和不匹配");
    assertThat(results.at("/1/message/text").asText())
        .startsWith("Another problem in this log: ")
        .contains("go mod verify");
  }

  @Test
  void aFurtherFailureIsToldWithItsLineAndRemedy() {
    for (var format : List.of(new TerminalFormat(), new MarkdownFormat())) {
      assertThat(format.render(Samples.several(), Language.EN))
          .contains("Another problem in this log: The download does not match go.sum")
          .contains("line 40: ")
          .contains("go.sum：校验和不匹配")
          .contains("read as: ")
          .contains("go mod verify")
          .doesNotContain("Also possible: checksum");
    }
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
