package dev.modmedic.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.evidence.Language;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChineseProblemsTest {
  @ParameterizedTest
  @EnumSource
  void everyKindHasChineseWords(ProblemType type) {
    assertThat(ChineseProblems.title(type)).containsPattern("\\p{IsHan}");
    assertThat(ChineseProblems.advice(type)).containsPattern("\\p{IsHan}");
  }

  @Test
  void whatIsSaidOfThisOneRequestStaysAsItIs() {
    Problem usual = problem(ProblemType.UNKNOWN_TARGET.advice());
    Problem special = problem("There is no target \"x\".");

    assertThat(ChineseProblems.of(usual, Language.ZH).detail())
        .isEqualTo("GET /v1/targets 列出现有目标。");
    assertThat(ChineseProblems.of(special, Language.ZH).detail()).isEqualTo(special.detail());
    assertThat(ChineseProblems.of(special, Language.ZH).title()).isEqualTo("没有这个目标");
    assertThat(ChineseProblems.of(usual, Language.EN)).isEqualTo(usual);
  }

  private static Problem problem(String detail) {
    ProblemType type = ProblemType.UNKNOWN_TARGET;
    return new Problem(
        type.uri(), type.title(), type.status(), detail, "/v1/targets/x", List.of(), null);
  }
}
