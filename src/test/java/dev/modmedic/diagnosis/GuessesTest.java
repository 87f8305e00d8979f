package dev.modmedic.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.LogText;
import dev.modmedic.evidence.RunContext;
import dev.modmedic.evidence.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuessesTest {
  private static final Engine ENGINE = TestEngine.bundled();

  /** Words of a tool that no rule quotes. */
  private static final String UNHEARD =
      "fetcher: error: peer certificate verdict: issuing authority unknown to trust store";

  private static final List<String> UNHEARD_LOGS =
      List.of(
          UNHEARD,
          "error: name server silent, lookup of the proxy gave up",
          "error: EMFILE while forking the compiler",
          "go: workspace go.work names a folder that lacks modules");

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "fetcher: fatal: peer certificate verdict: issuing authority untrusted ~"
            + " tls.unknown-authority",
        "pkgtool: error: volume has no blank space remaining on the device, quota? ~ os.disk-full",
        "error: EMFILE while forking the compiler ~ os.too-many-open-files",
        "Fehler: Zertifikat abgelaufen, certificate expired since May ~ tls.certificate-expired",
        "错误：下载失败，磁盘上没有剩余空间 ~ os.disk-full",
        "go: workspace go.work names a folder that lacks modules ~ gomod.workspace"
      })
  void aWordingThatNoRuleKnowsRemindsOfACause(String line, String code) {
    Diagnosis diagnosis = ENGINE.diagnose(Inquiry.of("building\n" + line + "\nexit status 1\n"));

    assertThat(diagnosis.causes()).extracting(Finding::code).contains(code);
    assertThat(diagnosis.causes()).hasSizeLessThanOrEqualTo(3).allMatch(Finding::guess);
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.UNCERTAIN);
  }

  @Test
  void aGuessIsNeverCalledLikelyAndSaysThatItIsOne() {
    List<Finding> causes = ENGINE.diagnose(Inquiry.of(UNHEARD)).causes();

    assertThat(causes)
        .isNotEmpty()
        .allSatisfy(cause -> {
          assertThat(cause.confidence()).isBetween(0.05, 0.45);
          assertThat(cause.summary().en()).startsWith("A guess, since no rule knows this wording.");
          assertThat(cause.summary().zh()).startsWith("这只是猜测");
          assertThat(cause.evidence())
              .singleElement()
              .satisfies(evidence -> {
                assertThat(evidence.says().en()).contains("wording itself is not known");
                assertThat(evidence.says().zh()).contains("措辞本身并不认识");
              });
        });
    assertThat(causes)
        .isSortedAccordingTo((a, b) -> Double.compare(b.confidence(), a.confidence()));
  }

  @Test
  void theLineIsFoundInTheLogAsPosted() {
    Diagnosis diagnosis =
        ENGINE.diagnose(Inquiry.of("ok\r\n\u001b[31m#7 1.2   " + UNHEARD + "\u001b[0m\r\nbye\r\n"));

    assertThat(diagnosis.causes().getFirst().evidence().getFirst().span())
        .isEqualTo(new Span(2, 15, 15 + UNHEARD.length(), UNHEARD));
  }

  @Test
  void secretsInTheLineAreHidden() {
    Diagnosis diagnosis =
        ENGINE.diagnose(Inquiry.of(UNHEARD + " for https://bob:hunter22@git.example.net/x"));

    assertThat(diagnosis.causes()).isNotEmpty();
    assertThat(diagnosis.toString()).doesNotContain("hunter22");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "all modules verified",
        "go.toolsGopath setting is not set. Using GOPATH",
        "EMFILE handling test passed\nok  \texample.com/app\t0.2s",
        "mirror refused, certificate authority unknown\nsecond mirror: all fetched successfully",
        "OK: go mod tidy produced no diff",
        "warning: certificate of unknown authority accepted",
        "go: golang.org/x/net upgrade => v0.1.0",
        "go: downloading example.com/certificate v1.2.3",
        "error handling tests passed\nok  \texample.com/app\t0.2s",
        "=== RUN   TestTrust\n" + UNHEARD + "\n--- PASS: TestTrust (0.00s)\nPASS",
        "--- FAIL: TestTrust (0.00s)\n    trust_test.go:9: " + UNHEARD + "\nFAIL",
        UNHEARD + "\nBuild completed successfully",
        "# get https://proxy.example.net/x/@v/list: certificate of unknown authority (0.1s)"
      })
  void whatIsNoFailureRemindsOfNothing(String log) {
    assertThat(ENGINE.diagnose(Inquiry.of(log)).causes()).isEmpty();
  }

  /** What other programs of a build say has words in common with Go's failures. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "npm error This module is not supported, certificate authority unknown",
        "npm error code ERESOLVE\nnpm error\nmodule is not supported\nmake: *** [web] Error 1",
        "docker: Error response from daemon: Bind for 0.0.0.0:8080 failed: port already allocated.",
        "#15 ERROR: failed to push docker.io/acme/app: push access denied, repository does not"
            + " exist or may require authorization",
        "error[E0433]: failed to resolve: use of undeclared module `tokio`\n --> src/main.rs:3:5\n"
            + "error: could not compile `relay` due to 1 previous error",
        "Error: Error acquiring the state lock\nError message: conditional request failed, timeout",
        "internal/tail.go:203:12: Error return value of `lw.Write` is not checked (errcheck)",
        "/usr/bin/tar: logs/x.log: Cannot open: File exists\n"
            + "/usr/bin/tar: Exiting with failure status due to previous errors\n"
            + "Cache is not found",
        "Error: The process '/usr/bin/make' failed with exit code 2",
        "ERROR: Job failed: exit code 1",
        "ERROR: Could not find a version that satisfies the requirement grpcio==9.9",
        "coverage: 40.1% of statements\nFAIL: coverage 40.1% is below threshold 80%",
        "panic: test timed out after 10m0s\n\trunning tests:\n\t\tTestLookupTimeout (9m58s)\nFAIL",
        "--- FAIL: TestTrust (0.00s)\nFAIL\n" + UNHEARD,
      })
  void whatOtherProgramsSayRemindsOfNothing(String log) {
    assertThat(ENGINE.diagnose(withExitCode(log, 1)).causes()).isEmpty();
  }

  @Test
  void whatGoSaysFarFromAnotherProgramStillCounts() {
    String log = "npm warn deprecated inflight@1.0.6\n" + "built\n".repeat(4) + UNHEARD;

    assertThat(ENGINE.diagnose(Inquiry.of(log)).causes()).isNotEmpty().allMatch(Finding::guess);
  }

  @Test
  void aLineThatMayBeAPieceOfAKeyIsNotShown() {
    String piece = "certificate/authority/timeout/refused+denied";
    Inquiry inquiry = withExitCode("-----BEGIN RSA PRIVATE KEY-----\n" + piece + "\n", 1);

    assertThat(ENGINE.diagnose(inquiry).toString()).doesNotContain(piece);
  }

  @Test
  void whatWouldMakeTheFirstGuessSurerIsAskedFor() {
    assertThat(ENGINE.diagnose(Inquiry.of(UNHEARD)).notChecked()).isNotEmpty();
  }

  @Test
  void aCommandThatWentWellIsNotGuessedAt() {
    assertThat(ENGINE.diagnose(withExitCode(UNHEARD, 0)).causes()).isEmpty();
    assertThat(ENGINE.diagnose(withExitCode(UNHEARD, 1)).causes()).isNotEmpty();
  }

  @Test
  void aSureCauseIsNotFollowedByGuesses() {
    Diagnosis diagnosis =
        ENGINE.diagnose(
            Inquiry.of(UNHEARD + "\ngo: dial tcp: lookup proxy.example.net: no such host\n"));

    assertThat(diagnosis.causes().getFirst().code()).isEqualTo("dns.host-not-found");
    assertThat(diagnosis.causes()).noneMatch(Finding::guess);
  }

  @Test
  void remediesOfAGuessOnlyLook() {
    List<Finding> causes =
        UNHEARD_LOGS.stream()
            .map(log -> ENGINE.diagnose(Inquiry.of(log)))
            .flatMap(diagnosis -> diagnosis.causes().stream())
            .filter(Finding::guess)
            .toList();

    assertThat(causes).hasSizeGreaterThan(4);
    assertThat(causes)
        .flatExtracting(Finding::remedies)
        .isNotEmpty()
        .allSatisfy(remedy -> {
          assertThat(remedy.undo()).isEmpty();
          assertThat(remedy.steps()).allMatch(step -> ReadOnly.onlyLooks(step.run()));
        });
  }

  @Test
  void theReasonsNameTheLineAndTheWords() {
    Inquiry inquiry = Inquiry.of("ok\n" + UNHEARD);
    Finding first = ENGINE.diagnose(inquiry).causes().getFirst();

    Reasoning why = ENGINE.reasons(inquiry, first.code()).orElseThrow();

    assertThat(why.named()).isTrue();
    assertThat(why.confidence()).isEqualTo(first.confidence());
    assertThat(why.resembles())
        .isNotNull()
        .satisfies(resembles -> {
          assertThat(resembles.at().line()).isEqualTo(2);
          assertThat(resembles.words()).contains("certificate", "authority");
        });
    assertThat(why.summary().en())
        .startsWith("Guessed with ")
        .contains("no rule knows the wording; line 2")
        .contains("authority");
    assertThat(why.summary().zh()).startsWith("猜测，可信度").contains("第 2 行");
    assertThat(ENGINE.reasons(inquiry, "os.crash").orElseThrow().resembles()).isNull();
  }

  @Test
  void anUnknownWordingKeepsItsFingerprintWhateverItRemindsOf() {
    Diagnosis here = ENGINE.diagnose(Inquiry.of(UNHEARD));
    Diagnosis there = knowing(Map.of("a.b", "frobnicate")).diagnose(Inquiry.of(UNHEARD));

    assertThat(here.fingerprint()).isEqualTo(there.fingerprint());
  }

  @Test
  void otherKnowledgeRemindsOfOtherCauses() {
    String line = "error: flux capacitor of frobnicator inverted";
    Map<String, String> rules =
        Map.of(
            "a.flux", "flux capacitor (?:was )?reversed",
            "a.other", "something else altogether",
            "b.other", "nothing of that kind",
            "c.other", "quite another matter",
            "d.other", "words without relation");

    assertThat(ENGINE.diagnose(Inquiry.of(line)).causes())
        .extracting(Finding::code)
        .doesNotContain("a.flux");
    assertThat(knowing(rules).diagnose(withExitCode(line, 1)).causes())
        .extracting(Finding::code)
        .startsWith("a.flux");
  }

  @Test
  @Timeout(20)
  void aHostileLogTakesABoundedTime() {
    String words = "certificate authority timeout refused lookup denied module checksum ";
    for (String log :
        List.of(
            ("error: " + words + "\n").repeat(100_000),
            "error: " + words.repeat(100_000),
            "error: 无法连接".repeat(200_000),
            ("\terror: " + words + "\n").repeat(50_000),
            "e\n".repeat(500_000) + "error: nothing",
            "error: " + "a/b@c\\".repeat(200_000))) {
      assertThat(ENGINE.diagnose(withExitCode(log, 1)).causes()).hasSizeLessThan(4);
    }
  }

  private static Inquiry withExitCode(String log, int exitCode) {
    return new Inquiry(
        LogText.of(log),
        Environment.NONE,
        new RunContext(null, null, null, null, null, exitCode),
        List.of());
  }

  private static Engine knowing(Map<String, String> patterns) {
    Map<String, String> rules = new HashMap<>();
    patterns.forEach((code, pattern) ->
        rules.put(code, "signals: [{id: s, pattern: '%s', weight: 6}]".formatted(pattern)));
    return TestEngine.knowing("[]", rules);
  }
}
