package dev.modmedic.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.LogText;
import dev.modmedic.evidence.RunContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineTest {
  private static final String MARKS =
      """
      - { id: quoted, role: remote, pattern: 'server response:' }
      - { id: lookup, role: context, pattern: 'verifying (?P<module>\\S+):' }
      - { id: retried, role: noise, pattern: 'will try again' }
      - { id: done, role: success, pattern: 'finished after all' }
      - { id: failed, role: failure, pattern: 'exit status [1-9]' }
      """;
  private static final String REFUSED =
      "signals: [{id: refused, pattern: 'dial (?P<host>\\S+): refused', weight: 6}]";
  private static final String WRAPPER =
      "signals: [{id: wrapper, pattern: 'unrecognized import', weight: 6}]";

  @Test
  void theSameInquiryAlwaysGetsTheSameDiagnosis() {
    Engine engine = engine(Map.of("a.refused", REFUSED));
    Inquiry inquiry = Inquiry.of("go: dial example.com: refused\n");

    assertThat(engine.diagnose(inquiry)).isEqualTo(engine.diagnose(inquiry));
  }

  @Test
  void evidencePointsIntoTheLogAsPosted() {
    Diagnosis diagnosis =
        engine(Map.of("a.refused", REFUSED))
            .diagnose(Inquiry.of("ok\n\u001b[31m#7 1.2 go: dial example.com: refused\u001b[0m\n"));

    Evidence evidence = diagnosis.causes().getFirst().evidence().getFirst();
    assertThat(evidence.span())
        .extracting("line", "column", "endColumn")
        .containsExactly(2, 17, 42);
    assertThat(evidence.text()).isEqualTo("dial example.com: refused");
  }

  @Test
  void evidenceInAnotherLanguageStaysInIt() {
    Engine engine =
        engine(
            Map.of("a.gone", "signals: [{id: s, pattern: 'repository .* not found', weight: 6}]"));
    String posted = "fatal: 仓库 'https://git.example/a/' 未找到";

    Evidence evidence =
        engine.diagnose(Inquiry.of(posted)).causes().getFirst().evidence().getFirst();

    assertThat(evidence.text()).isEqualTo("仓库 'https://git.example/a/' 未找到");
    assertThat(evidence.reads()).isEqualTo("repository 'https://git.example/a/' not found");
    assertThat(evidence.span())
        .matches(span ->
            posted.substring(span.column() - 1, span.endColumn() - 1).equals(evidence.text()));
  }

  @Test
  void evidenceThatIsTooLongEndsEarlierAndNotWithinASecret() {
    Engine engine = engine(Map.of("a.long", "signals: [{id: s, pattern: 'begin.*', weight: 6}]"));
    String plain = "begin " + "word ".repeat(200);
    String token = "begin " + "x".repeat(480) + " ghp_" + "a1B2".repeat(10) + " end";

    Evidence cut = engine.diagnose(Inquiry.of(plain)).causes().getFirst().evidence().getFirst();
    Evidence hidden = engine.diagnose(Inquiry.of(token)).causes().getFirst().evidence().getFirst();

    assertThat(cut.text()).isEqualTo(plain.substring(0, 500));
    assertThat(cut.span()).matches(span -> span.endColumn() == 501);
    assertThat(hidden.text()).isEqualTo("begin " + "x".repeat(480));
  }

  @Test
  void aSecretWithTerminalCodesInItIsHidden() {
    Engine engine = engine(Map.of("a.token", "signals: [{id: s, pattern: 'TOKEN=.*', weight: 6}]"));

    Evidence evidence =
        engine
            .diagnose(Inquiry.of("CI_TOKEN=\u001b[31mhun\u001b[1mter2\u001b[0m"))
            .causes()
            .getFirst()
            .evidence()
            .getFirst();

    assertThat(evidence.text()).isEqualTo("TOKEN=[redacted]");
    assertThat(evidence.reads()).isNull();
  }

  @Test
  void whatAServerIsQuotedWithIsNoLocalFault() {
    Engine engine = engine(Map.of("a.refused", REFUSED));

    assertThat(codes(engine, "go: x: 404\n\tserver response: dial b.example: refused\n")).isEmpty();
    assertThat(codes(engine, "go: x: dial b.example: refused\n\tserver response: sorry\n"))
        .containsExactly("a.refused");
  }

  @Test
  void theEndOfAMessageEndsTheQuote() {
    Engine engine = engine(Map.of("a.refused", REFUSED));

    assertThat(codes(engine, "go: x: 404\n\tserver response: no\ngo: y: dial b.example: refused\n"))
        .containsExactly("a.refused");
  }

  @Test
  void aSignalMayDemandOrForbidAKindOfMessage() {
    Engine engine =
        engine(
            Map.of(
                "a.within",
                    "signals: [{id: s, pattern: 'i/o timeout', weight: 6, within: [lookup]}]",
                "a.outside",
                    "signals: [{id: s, pattern: 'i/o timeout', weight: 6, outside: [lookup]}]"));

    assertThat(codes(engine, "go: verifying m: i/o timeout")).containsExactly("a.within");
    assertThat(codes(engine, "go: reading m: i/o timeout")).containsExactly("a.outside");
  }

  @Test
  void whatAMarkCaughtFillsTheTexts() {
    Engine engine =
        engine(
            Map.of(
                "a.timeout",
                "signals: [{id: s, pattern: 'i/o timeout', weight: 6, within: [lookup]}]"));

    Finding finding =
        engine
            .diagnose(Inquiry.of("go: verifying example.com/m:\n\ti/o timeout"))
            .causes()
            .getFirst();

    assertThat(finding.captures()).containsEntry("module", "example.com/m");
  }

  @Test
  void aRootTakesItsSymptomBelowIt() {
    Engine engine =
        engine(Map.of("a.wrapper", WRAPPER, "b.refused", REFUSED + "\nexplains: [a.wrapper]"));

    Diagnosis diagnosis =
        engine.diagnose(Inquiry.of("unrecognized import m: dial b.example: refused"));

    assertThat(diagnosis.causes()).extracting(Finding::code).startsWith("b.refused");
    assertThat(diagnosis.causes().getFirst().explains()).containsExactly("a.wrapper");
  }

  @Test
  void anUnrelatedFailureIsNoSymptom() {
    Engine engine =
        engine(Map.of("a.wrapper", WRAPPER, "b.refused", REFUSED + "\nexplains: [a.wrapper]"));
    String between = "building\n".repeat(10);

    Diagnosis diagnosis =
        engine.diagnose(
            Inquiry.of("unrecognized import m\n" + between + "dial b.example: refused"));

    assertThat(diagnosis.causes()).allMatch(finding -> finding.explains().isEmpty());
  }

  @Test
  void aSecondCauseIsNeverAsSureAsTheFirst() {
    Engine engine = engine(Map.of("a.wrapper", WRAPPER, "b.refused", REFUSED));

    List<Finding> causes =
        engine.diagnose(Inquiry.of("unrecognized import m: dial b.example: refused")).causes();

    assertThat(causes).hasSize(2);
    assertThat(causes.get(1).confidence())
        .isLessThanOrEqualTo(1 - causes.getFirst().confidence() / 2 + 0.001);
  }

  @Test
  void aFailureThatNothingElseExplainsIsAnsweredWithAGuess() {
    String weak = "signals: [{id: weak, pattern: 'could not fetch', weight: 1.6}]";
    Engine engine = engine(Map.of("a.weak", weak));

    assertThat(codes(engine, "could not fetch x\nexit status 1\n")).containsExactly("a.weak");
    assertThat(codes(engine, "could not fetch x\n")).isEmpty();
  }

  @Test
  void whatAPassedTestPrintedIsNoCause() {
    Engine engine = engine(Map.of("a.refused", REFUSED));

    assertThat(codes(engine, "=== RUN   TestA\ndial b.example: refused\n--- PASS: TestA (0s)\n"))
        .isEmpty();
  }

  @Test
  void noiseIsNoCause() {
    Engine engine = engine(Map.of("a.refused", REFUSED));

    Diagnosis diagnosis =
        engine.diagnose(Inquiry.of("dial b.example: refused, will try again\nok\n"));

    assertThat(diagnosis.causes()).isEmpty();
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.NO_PROBLEM_FOUND);
  }

  @Test
  void laterSuccessMakesAnEarlierFailureDoubtful() {
    Engine engine = engine(Map.of("a.refused", REFUSED));

    Diagnosis diagnosis =
        engine.diagnose(Inquiry.of("dial b.example: refused\nfinished after all\n"));

    assertThat(diagnosis.causes()).allMatch(finding -> finding.confidence() < 0.5);
  }

  @Test
  void anUnknownFailureIsUncertainAndNotFine() {
    Engine engine = engine(Map.of("a.refused", REFUSED));

    assertThat(engine.diagnose(Inquiry.of("strange\nexit status 1\n")).verdict())
        .isEqualTo(Verdict.UNCERTAIN);
    assertThat(engine.diagnose(Inquiry.of("all good\n")).verdict())
        .isEqualTo(Verdict.NO_PROBLEM_FOUND);
  }

  @Test
  void aConditionMaySpeakAloneOrAgainst() {
    String disk =
        "conditions: [{id: full, when: 'res(\"diskFreeBytes\") < 1.0', weight: 6, alone: true,"
            + " says: {en: Full., zh: 满。}}]";
    String refused =
        REFUSED
            + "\n"
            + "conditions: [{id: linux, when: 'os() == \"linux\"', weight: -6, says: {en: no, zh:"
            + " 否}}]";
    Engine engine = engine(Map.of("a.disk", disk, "a.refused", refused));

    assertThat(codes(engine, "", Map.of("resources", Map.of("diskFreeBytes", 0))))
        .containsExactly("a.disk");
    assertThat(codes(engine, "dial x: refused", Map.of("os", "linux"))).isEmpty();
    assertThat(codes(engine, "dial x: refused", Map.of("os", "darwin")))
        .containsExactly("a.refused");
  }

  @Test
  void whatWasNotToldIsSaid() {
    String refused =
        REFUSED
            + "\n"
            + "needs: [resolvConf]\n"
            + "conditions: [{id: c, when: 'go(\"GOPROXY\") == \"off\"', weight: 1, says: {en: x,"
            + " zh: x}}]";

    Diagnosis diagnosis =
        engine(Map.of("a.refused", refused)).diagnose(Inquiry.of("dial x: refused"));

    assertThat(diagnosis.notChecked())
        .extracting(missing -> missing.because().en())
        .containsExactly("no resolvConf in the environment", "no goEnv.GOPROXY in the environment");
  }

  @Test
  void whatWasToldInAnotherWayIsNotMissing() {
    String refused =
        REFUSED
            + """

            needs: [goVersion, os, goEnv.GOPRIVATE, env.HTTPS_PROXY, gitConfig]
            conditions:
              - { id: c, when: 'env("CGO_ENABLED") == "0"', weight: 1, says: { en: x, zh: x } }
            """;
    Engine engine = engine(Map.of("a.refused", refused));
    Map<String, Object> printed =
        Map.of("GOVERSION", "go1.21.5", "GOHOSTOS", "linux", "CGO_ENABLED", "1");

    assertThat(notChecked(engine, Map.of("goEnv", printed)))
        .containsExactly(
            "no env.HTTPS_PROXY in the environment", "no gitConfig in the environment");
    assertThat(
            notChecked(
                engine,
                Map.of("goEnv", printed, "env", Map.of("PATH", "/bin"), "gitConfig", Map.of())))
        .isEmpty();
    assertThat(notChecked(engine, Map.of("env", Map.of("GOPRIVATE", "a.example"))))
        .containsExactly(
            "no goVersion in the environment",
            "no os in the environment",
            "no gitConfig in the environment");
  }

  @Test
  void aCommandBelongsToTheContext() {
    String refused =
        REFUSED
            + """

            conditions:
              - { id: c, when: 'command() == "go"', weight: 1, says: { en: x, zh: x } }
            """;

    assertThat(notChecked(engine(Map.of("a.refused", refused)), Map.of()))
        .containsExactly("no command in the context");
  }

  private static List<String> notChecked(Engine engine, Map<String, Object> environment) {
    Inquiry inquiry =
        new Inquiry(
            LogText.of("dial x: refused"),
            new Environment(environment),
            RunContext.NONE,
            List.of());
    return engine.diagnose(inquiry).notChecked().stream().map(n -> n.because().en()).toList();
  }

  @Test
  void anInputIsSaidToBeMissingOnce() {
    String refused =
        REFUSED
            + """

            needs: [goEnv.GOCACHE, goEnv.GOMODCACHE, resources.diskFreeBytes, resources]
            conditions:
              - { id: c, when: 'res("diskFreeInodes") == 0.0', weight: 1, says: { en: x, zh: x } }
            """;

    Diagnosis diagnosis =
        engine(Map.of("a.refused", refused)).diagnose(Inquiry.of("dial x: refused"));

    assertThat(diagnosis.notChecked())
        .extracting(missing -> missing.what().en(), missing -> missing.what().zh())
        .containsExactly(
            tuple("Go settings (GOCACHE, GOMODCACHE)", "Go 设置 (GOCACHE、GOMODCACHE)"),
            tuple("disk, memory and load", "磁盘、内存与负载"));
    assertThat(diagnosis.notChecked())
        .extracting(missing -> missing.because().en())
        .containsExactly(
            "no goEnv.GOCACHE, goEnv.GOMODCACHE in the environment",
            "no resources in the environment");
  }

  @Test
  void aReportedOutcomeRanksAgain() {
    String checks =
        "checks: [{id: ask, question: {en: Q, zh: 问}, run: 'true', outcomes: [{id: yes, answer:"
            + " {en: Y, zh: 是}, supports: a.first, weight: 3}, {id: no, answer: {en: N, zh: 否},"
            + " supports: a.second, weight: 3}]}]";
    Engine engine =
        engine(
            Map.of(
                "a.first",
                "signals: [{id: s, pattern: 'strange words', weight: 4}]\n" + checks,
                "a.second",
                "signals: [{id: s, pattern: 'strange words', weight: 4}]"));

    Diagnosis open = engine.diagnose(Inquiry.of("strange words"));
    Diagnosis settled =
        engine.diagnose(
            new Inquiry(
                LogText.of("strange words"), Environment.NONE, RunContext.NONE, List.of("ask/no")));

    assertThat(open.nextChecks()).extracting(Diagnosis.NextCheck::id).containsExactly("ask");
    assertThat(settled.causes().getFirst().code()).isEqualTo("a.second");
    assertThat(settled.causes().getFirst().evidence())
        .extracting(Evidence::text)
        .contains("ask/no");
    assertThat(settled.nextChecks()).isEmpty();
  }

  @Test
  void anOutcomeMayNameACauseThatTheLogDoesNot() {
    String checks =
        "checks: [{id: ask, question: {en: Q, zh: 问}, run: 'true', outcomes: [{id: yes, answer:"
            + " {en: Y, zh: 是}, supports: a.silent, weight: 5}]}]";
    Engine engine =
        engine(
            Map.of(
                "a.first",
                "signals: [{id: s, pattern: 'strange words', weight: 4}]\n" + checks,
                "a.silent",
                "signals: [{id: s, pattern: 'never printed', weight: 4}]"));

    Diagnosis diagnosis =
        engine.diagnose(
            new Inquiry(
                LogText.of("strange words"),
                Environment.NONE,
                RunContext.NONE,
                List.of("ask/yes", "gone/yes", "ask")));

    assertThat(diagnosis.causes().getFirst().code()).isEqualTo("a.silent");
  }

  @Test
  void itSaysWhyACauseWasNamed() {
    String refused =
        REFUSED
            + "\n"
            + "conditions: [{id: linux, when: 'os() == \"linux\"', weight: 1, says: {en: x, zh:"
            + " x}}]";

    Reasoning why =
        engine(Map.of("a.refused", refused))
            .reasons(Inquiry.of("dial x.example: refused"), "a.refused")
            .orElseThrow();

    assertThat(why.named()).isTrue();
    assertThat(why.score()).isEqualTo(2);
    assertThat(why.signals().getFirst().state()).isEqualTo(Reasoning.SignalState.COUNTED);
    assertThat(why.conditions().getFirst().input()).isEqualTo("os");
  }

  @Test
  void itSaysWhyACauseWasNotNamed() {
    Engine engine = engine(Map.of("a.refused", REFUSED, "b.wrapper", WRAPPER));
    Inquiry quoted = Inquiry.of("go: x: 404\n\tserver response: dial b.example: refused\n");

    Reasoning refused = engine.reasons(quoted, "a.refused").orElseThrow();
    Reasoning wrapper = engine.reasons(quoted, "b.wrapper").orElseThrow();

    assertThat(refused.named()).isFalse();
    assertThat(refused.signals().getFirst().state())
        .isEqualTo(Reasoning.SignalState.SAID_BY_SERVER);
    assertThat(refused.signals().getFirst().at().getFirst().line()).isEqualTo(2);
    assertThat(wrapper.signals().getFirst().state()).isEqualTo(Reasoning.SignalState.NOT_IN_LOG);
    assertThat(engine.reasons(quoted, "c.unknown")).isEmpty();
  }

  @Test
  void theFingerprintForgetsWhatDiffersFromRunToRun() {
    Engine engine = engine(Map.of("a.refused", REFUSED));

    assertThat(engine.diagnose(Inquiry.of("a dial x.example: refused")).fingerprint())
        .isEqualTo(engine.diagnose(Inquiry.of("12:00:00 b dial x.example: refused")).fingerprint())
        .isNotEqualTo(engine.diagnose(Inquiry.of("a dial y.example: refused")).fingerprint());
    assertThat(engine.diagnose(Inquiry.of("odd thing 17 at /a/b/c exit status 1")).fingerprint())
        .isEqualTo(engine.diagnose(Inquiry.of("odd thing 18 at /d/e exit status 1")).fingerprint());
  }

  @Test
  void aFailureDeepInsideAHugeLineIsFound() {
    Engine engine = engine(Map.of("a.refused", REFUSED));
    String huge = "x".repeat(3_000_000);

    Diagnosis diagnosis = engine.diagnose(Inquiry.of(huge + " dial deep.example: refused " + huge));

    assertThat(diagnosis.causes().getFirst().captures()).containsEntry("host", "deep.example");
    assertThat(diagnosis.causes().getFirst().evidence().getFirst().span())
        .extracting("column")
        .isEqualTo(3_000_002);
  }

  @Test
  void somethingUnheardOfIsGuessedAtByItsKindOnceTheLogFails() {
    Engine engine = TestEngine.bundled();

    assertThat(
            List.of(
                "go: example.com/queue@v1.2.0: the registry is on strike",
                "go: stat /home/kim/go/pkg/mod/cache/download/example.com/queue: the dog ate it",
                "Get \"https://proxy.example.net/x\": dial tcp: lookup proxy.example.net: full"
                    + " moon"))
        .extracting(
            message -> engine.diagnose(Inquiry.of(message + "\nmake: *** [deps] Error 1\n")))
        .allSatisfy(diagnosis -> assertThat(diagnosis.verdict()).isEqualTo(Verdict.UNCERTAIN))
        .extracting(diagnosis -> diagnosis.causes().getFirst().code())
        .containsExactly("module.not-found", "cache.permission-denied", "dns.server-failure");
  }

  private static Engine engine(Map<String, String> causes) {
    return TestEngine.knowing(MARKS, causes);
  }

  private static List<String> codes(Engine engine, String log) {
    return codes(engine, log, Map.of());
  }

  private static List<String> codes(Engine engine, String log, Map<String, Object> environment) {
    return engine
        .diagnose(
            new Inquiry(LogText.of(log), new Environment(environment), RunContext.NONE, List.of()))
        .causes()
        .stream()
        .map(Finding::code)
        .toList();
  }
}
