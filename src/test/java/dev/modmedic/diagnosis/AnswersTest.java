package dev.modmedic.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.knowledge.Check;
import dev.modmedic.knowledge.KnowledgeBase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** An answer to a question is worth the question. */
class AnswersTest {
  private static final Engine ENGINE = TestEngine.bundled();
  private static final List<RuleCase> CASES =
      RuleCase.below(Path.of("src/test/resources/knowledge"));

  /** From here on an answer says another cause than the one that was asked about. */
  private static final double CLEAR = 1.5;

  @Test
  void aClearAnswerPutsItsCauseBeforeTheOneThatWasAskedAbout() {
    Set<String> ignored = new TreeSet<>();
    int answers = 0;
    for (RuleCase one : oneOfEachCause()) {
      for (Check check : check(one.code())) {
        for (Check.Outcome outcome : check.outcomes()) {
          if (outcome.supports().equals(one.code()) || outcome.weight() < CLEAR) {
            continue;
          }
          answers++;
          List<String> ranked = ranked(one.inquiry(), check.id() + "/" + outcome.id());
          int answer = ranked.indexOf(outcome.supports());
          if (answer < 0 || answer > ranked.indexOf(one.code())) {
            ignored.add(check.id() + "/" + outcome.id());
          }
        }
      }
    }
    assertThat(ignored).isEmpty();
    assertThat(answers).isGreaterThan(60);
  }

  @Test
  void whatTheQuestionWasAboutIsWhatTheAnswerIsAbout() {
    Inquiry inquiry =
        Inquiry.of(
            """
            go: git.corp.example/team/lib@v1.2.0: invalid version: git ls-remote -q origin in /root/go/pkg/mod/cache/vcs/ab: exit status 128:
            	fatal: could not read Username for 'https://git.corp.example': terminal prompts disabled
            """);

    Finding first =
        ENGINE.diagnose(answered(inquiry, "auth-login-works/not-found")).causes().getFirst();

    assertThat(first.code()).isEqualTo("vcs.repository-not-found");
    assertThat(first.captures()).containsEntry("host", "git.corp.example");
    assertThat(first.evidence()).extracting(Evidence::text).contains("auth-login-works/not-found");
  }

  private static List<RuleCase> oneOfEachCause() {
    Map<String, RuleCase> byCode = new HashMap<>();
    CASES.stream()
        .filter(one -> one.expect() == RuleCase.Expect.MATCH && !one.log().isBlank())
        .filter(one -> !ENGINE.diagnose(one.inquiry()).causes().isEmpty())
        .filter(one -> ENGINE.diagnose(one.inquiry()).causes().getFirst().code().equals(one.code()))
        .forEach(one -> byCode.putIfAbsent(one.code(), one));
    return List.copyOf(byCode.values());
  }

  private static List<Check> check(String code) {
    KnowledgeBase knowledge = ENGINE.knowledge();
    return knowledge.cause(code).orElseThrow().checks();
  }

  private static List<String> ranked(Inquiry inquiry, String outcome) {
    return ENGINE.ranked(answered(inquiry, outcome)).stream()
        .map(candidate -> candidate.cause().code())
        .toList();
  }

  private static Inquiry answered(Inquiry inquiry, String outcome) {
    return new Inquiry(inquiry.log(), inquiry.environment(), inquiry.context(), List.of(outcome));
  }
}
