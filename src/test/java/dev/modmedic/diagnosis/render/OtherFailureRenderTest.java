package dev.modmedic.diagnosis.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.diagnosis.Report;
import dev.modmedic.diagnosis.ReportFormat;
import dev.modmedic.diagnosis.TestEngine;
import dev.modmedic.evidence.Language;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OtherFailureRenderTest {
  private static final Diagnosis FAILED_TEST =
      TestEngine.bundled()
          .diagnose(Inquiry.of("--- FAIL: TestTotal (0.00s)\nFAIL\texample.com/shop\t0.004s\n"));

  @Test
  void aFailedTestIsToldInItsOwnWordsAndOnce() {
    for (ReportFormat format : List.of(new TerminalFormat(), new MarkdownFormat())) {
      String text = render(format, Language.EN);

      assertThat(text).containsOnlyOnce("A test failed; the modules are fine").contains("line 2");
      assertThat(text).doesNotContain("No problem found", "does not know", "Noticed as well");
    }
  }

  @Test
  void theSameInChinese() {
    assertThat(render(new TerminalFormat(), Language.ZH)).startsWith("测试未通过");
  }

  private static String render(ReportFormat format, Language language) {
    UUID id = UUID.fromString("019aa7a0-0000-7000-8000-000000000002");
    return format.render(
        new Report(id, Instant.EPOCH, FAILED_TEST, true, null, "http://localhost/" + id), language);
  }
}
