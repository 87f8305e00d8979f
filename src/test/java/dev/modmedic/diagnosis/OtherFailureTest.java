package dev.modmedic.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherFailureTest {
  private static final Engine ENGINE = TestEngine.bundled();

  private static final String PANIC =
      """
      panic: runtime error: invalid memory address or nil pointer dereference [recovered]
      \tpanic: runtime error: invalid memory address or nil pointer dereference
      [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x4f1d20]

      goroutine 7 [running]:
      testing.tRunner.func1.2({0x512be0, 0x6b13c0})
      \t/usr/local/go/src/testing/testing.go:1632 +0x230
      example.com/shop/cart.Total(...)
      \t/build/shop/cart/total.go:31
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--- FAIL: TestTotal (0.00s)\n    total_test.go:9: got 3, want 4\nFAIL\n"
            + "FAIL\texample.com/shop/cart\t0.004s\nFAIL\n",
        "ok  \texample.com/shop/api\t0.010s\n--- FAIL: TestTotal (0.00s)\nFAIL\n"
            + "FAIL\texample.com/shop/cart\t0.004s\nFAIL\nmake: *** [Makefile:12: test] Error 1\n"
            + "Error: Process completed with exit code 2.\n",
        "FAIL\texample.com/shop/cart\t0.004s\nFAIL\n##[error]Bash exited with code '1'.\n",
        "2026/01/02 10:00:00 error: no stock\n--- FAIL: TestStock (0.01s)\nFAIL\nexit status 1\n",
        "panic: test timed out after 10m0s\nrunning tests:\n\tTestTotal (10m0s)\nFAIL\n"
      })
  void aFailedTestIsNoProblemOfModules(String log) {
    Diagnosis diagnosis = ENGINE.diagnose(Inquiry.of(log));

    assertThat(diagnosis.verdict()).isEqualTo(Verdict.NO_PROBLEM_FOUND);
    assertThat(diagnosis.causes()).isEmpty();
    assertThat(diagnosis.advisories().getFirst().title().en()).startsWith("A test failed");
    assertThat(diagnosis.advisories().getFirst().evidence().getFirst().span()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "FAIL\texample.com/shop/cart\t0.008s\nFAIL\n"})
  void aPanicInATestIsNoCrashOfGo(String end) {
    Diagnosis diagnosis = ENGINE.diagnose(Inquiry.of(PANIC + end));

    assertThat(diagnosis.causes()).isEmpty();
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.NO_PROBLEM_FOUND);
  }

  @Test
  void aPanicOfTheProjectsProgramIsNoCrashOfGo() {
    Diagnosis diagnosis =
        ENGINE.diagnose(
            Inquiry.of(
                """
                panic: runtime error: index out of range [3] with length 3

                goroutine 1 [running]:
                main.main()
                \t/build/shop/main.go:9 +0x1d
                exit status 2
                """));

    assertThat(diagnosis.causes()).isEmpty();
    assertThat(diagnosis.advisories().getFirst().title().en()).startsWith("A program");
  }

  @Test
  void whatVetFindsIsNoProblemOfModules() {
    String log =
        "# example.com/shop\n./main.go:9:2: fmt.Printf format %d has arg s of wrong type string\n"
            + "vet: exit status 1\n";

    assertThat(ENGINE.diagnose(Inquiry.of(log)).advisories().getFirst().title().en())
        .startsWith("A linter");
  }

  @Test
  void aLintersFindingsAreNoProblemOfModules() {
    Diagnosis diagnosis =
        ENGINE.diagnose(
            Inquiry.of(
                """
                cart/total.go:31:9: Error return value of `f.Close` is not checked (errcheck)
                \tf.Close()
                make: *** [Makefile:4: lint] Error 1
                """));

    assertThat(diagnosis.verdict()).isEqualTo(Verdict.NO_PROBLEM_FOUND);
    assertThat(diagnosis.advisories().getFirst().title().en()).startsWith("A linter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FAIL\texample.com/shop/cart\t0.004s\nFAIL\nfatal: the flux of the frobnicator is lost\n",
        "go: the moon is in the wrong phase\nFAIL\texample.com/shop/cart\t0.004s\n",
        "FAIL\texample.com/shop/api [setup failed]\nFAIL\texample.com/shop/cart\t0.004s\nFAIL\n",
        "fatal: the flux of the frobnicator is lost\na.go:3:1: exported T is bare (revive)\n"
      })
  void anotherFailureBesideItStaysUnknown(String log) {
    assertThat(ENGINE.diagnose(Inquiry.of(log)).verdict()).isEqualTo(Verdict.UNCERTAIN);
  }

  @Test
  void aDownloadThatKeptATestFromBeingBuiltIsStillTheCause() {
    Diagnosis diagnosis =
        ENGINE.diagnose(
            Inquiry.of(
                "dial tcp: lookup proxy.golang.org: no such host\n"
                    + "FAIL\texample.com/shop/api [setup failed]\nFAIL\n"));

    assertThat(diagnosis.causes()).isNotEmpty();
  }
}
