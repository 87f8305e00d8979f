package dev.modmedic.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.LogText;
import dev.modmedic.evidence.RunContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fetch that failed and then worked is not why a command failed. */
class OvercomeTest {
  private static final Engine ENGINE = TestEngine.bundled();

  private static final String LOST =
      "go: github.com/acme/queue@v1.4.0: Get"
          + " \"https://proxy.golang.org/github.com/acme/queue/@v/v1.4.0.mod\": net/http: TLS"
          + " handshake timeout\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "go: downloading github.com/acme/queue v1.4.0\nok  \tgithub.com/acme/app\t0.204s\n",
        "##[warning]Attempt 1 failed. Trying again...\n"
            + "go: downloading github.com/acme/queue v1.4.0\n"
            + "ok  \tgithub.com/acme/app\t(cached)\n",
        "go: downloading github.com/acme/queue v1.4.0\ngo: added github.com/acme/queue v1.4.0\n"
      })
  void nothingIsWrongAfterTheFetchWorked(String after) {
    assertThat(ENGINE.diagnose(Inquiry.of(LOST + after)).causes())
        .allMatch(cause -> cause.confidence() < 0.5);
  }

  @Test
  void whatTheTestsProveEndsTheFailure() {
    String log = LOST + "ok  \tgithub.com/acme/app\t0.204s\n";

    assertThat(ENGINE.diagnose(Inquiry.of(log)).verdict()).isEqualTo(Verdict.NO_PROBLEM_FOUND);
    assertThat(ENGINE.diagnose(withExitCode(log, 1)).verdict())
        .isNotEqualTo(Verdict.NO_PROBLEM_FOUND);
  }

  @Test
  void whatDoesNotCompileWasFetched() {
    String log =
        LOST
            + "go: downloading github.com/acme/queue v1.4.0\n"
            + "# github.com/acme/app\n./main.go:9:2: undefined: start\n";

    Finding first = ENGINE.diagnose(Inquiry.of(log)).causes().getFirst();

    assertThat(first.code()).isEqualTo("build.compile-error");
    assertThat(first.confidence()).isGreaterThan(0.6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // a package of the same run was not even set up
        "FAIL\tgithub.com/acme/app/x [setup failed]\nok  \tgithub.com/acme/app/y\t0.2s\nFAIL\n",
        // the command ended, and what was tested is another matter
        "Error: Process completed with exit code 1.\nok  \tgithub.com/acme/other\t0.2s\n",
        // another module arrived
        "go: added github.com/acme/stack v0.2.0\n",
        "go: downloading github.com/acme/queue v1.4.0\n"
      })
  void aFetchThatNothingProvesStaysTheCause(String after) {
    assertThat(ENGINE.diagnose(Inquiry.of(LOST + after)).causes())
        .first()
        .satisfies(first -> {
          assertThat(first.code()).isEqualTo("tls.handshake-timeout");
          assertThat(first.confidence()).isGreaterThan(0.9);
        });
  }

  @Test
  void aFullDiskIsNotOvercomeByATest() {
    String log =
        "# github.com/acme/app\n/usr/lib/go/pkg/tool/linux_amd64/link: write: no space left on"
            + " device\nok  \tgithub.com/acme/other\t0.2s\nFAIL\n";

    assertThat(ENGINE.diagnose(Inquiry.of(log)).causes().getFirst().code())
        .isEqualTo("os.disk-full");
  }

  private static Inquiry withExitCode(String log, int exitCode) {
    return new Inquiry(
        LogText.of(log),
        Environment.NONE,
        new RunContext(null, null, null, null, null, exitCode),
        List.of());
  }
}
