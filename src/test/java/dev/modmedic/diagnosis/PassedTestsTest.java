package dev.modmedic.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.evidence.LogText;
import org.junit.jupiter.api.Test;

class PassedTestsTest {
  @Test
  void whatAPassedTestPrintedIsHeld() {
    PassedTests tests = in("=== RUN   TestA", "no such host", "--- PASS: TestA (0.1s)", "gone");

    assertThat(tests.hold(1)).isTrue();
    assertThat(tests.hold(3)).isFalse();
  }

  @Test
  void whatAFailedTestPrintedIsNot() {
    PassedTests tests = in("=== RUN   TestA", "no such host", "--- FAIL: TestA (0.1s)");

    assertThat(tests.hold(1)).isFalse();
  }

  @Test
  void testsThatRanBesideAFailedOneTellNothing() {
    PassedTests tests =
        in(
            "=== RUN   TestA",
            "=== RUN   TestB",
            "no such host",
            "--- FAIL: TestB (0.1s)",
            "--- PASS: TestA (0.1s)");

    assertThat(tests.hold(2)).isFalse();
  }

  @Test
  void aTestWhoseStartIsNotInTheLogTellsNothing() {
    assertThat(in("no such host", "--- PASS: TestA (0.1s)").hold(0)).isFalse();
  }

  private static PassedTests in(String... lines) {
    return PassedTests.in(LogText.of(String.join("\n", lines)));
  }
}
