package dev.modmedic.knowledge.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.Facts;
import dev.modmedic.evidence.RunContext;
import dev.modmedic.knowledge.Condition.Answer;
import dev.modmedic.knowledge.Situation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CelConditionsTest {
  private static final Map<String, Object> ENVIRONMENT =
      Map.of(
          "goVersion", "go1.21.5",
          "os", "linux",
          "goEnv",
              Map.of(
                  "GOPROXY", "https://a.example,https://b.example|direct",
                  "GOPRIVATE", "*.corp.example",
                  "GOSUMDB", "sum.golang.org"),
          "env", Map.of("HTTPS_PROXY", "http://web.example:3128", "NO_PROXY", ".corp.example"),
          "resources", Map.of("diskFreeBytes", 1024),
          "resolvConf", "nameserver 192.0.2.53\n",
          "hosts", "127.0.0.1 localhost\n192.0.2.9 github.com\n",
          "checks", List.of(Map.of("kind", "dns", "target", "x", "outcome", "timeout", "ms", 5000)),
          "goMod", "module example.com/app\n\ngo 1.20\n");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m('host') == 'git.corp.example' && caught('host') && !caught('module')",
        "seen('sumdb') && !seen('other')",
        "go('GOPROXY').startsWith('https://a')",
        "env('HTTP_PROXY') == ''",
        "res('diskFreeBytes') < 1048576.0",
        "goAtLeast('1.21') && !goAtLeast('1.22')",
        "isPrivate('git.corp.example/team/lib') && skipsSumdb('git.corp.example/team/lib')",
        "!isPrivate('github.com/a/b')",
        "goproxyEntries() == 3.0 && hasDirect() && goproxyProblem() == ''",
        "inGoproxy('https://a.example/x/@v/list') && !fallsBack('https://a.example/x/@v/list')",
        "fallsBack('https://b.example/x') && nextEntry('https://a.example/x') =="
            + " 'https://b.example'",
        "httpProxyFor('proxy.golang.org') != '' && httpProxyFor('git.corp.example') == ''",
        "checks().exists(c, c.kind == 'dns' && c.outcome == 'timeout')",
        "resolvers().exists(r, r == '192.0.2.53')",
        "hostsAddress('github.com') == '192.0.2.9' && hostsAddress('gitlab.com') == ''",
        "mainModule() == 'example.com/app' && inMainModule('example.com/app/x')",
        "goDirective() == '1.20'",
        "isStd('net/http') && stdSince('slices') == '1.21'",
        "internalHost('git.corp') && !internalHost('github.com') && publicHost('github.com')",
        "privateAddress('10.1.2.3') && !privateAddress('8.8.8.8')",
        "given('resolvConf') && !given('gitConfig')"
      })
  void theFactsAnswer(String condition) {
    assertThat(ask(condition)).isEqualTo(new Answer.Holds());
  }

  @Test
  void aMissingInputIsNeitherYesNorNo() {
    assertThat(ask("gitConfig().size() > 0")).isEqualTo(new Answer.Lacks("gitConfig"));
    assertThat(ask("res('load1') > 4.0")).isEqualTo(new Answer.Lacks("resources.load1"));
    assertThat(ask("exitCode() == 0.0")).isEqualTo(new Answer.Lacks("exitCode"));
  }

  @Test
  void theOtherSideMayDecideWithoutTheMissingInput() {
    assertThat(ask("os() == 'linux' || gitConfig().size() > 0")).isEqualTo(new Answer.Holds());
    assertThat(ask("os() == 'plan9' && gitConfig().size() > 0")).isEqualTo(new Answer.Fails());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gitConfig().size() > 0 || os() == 'linux'",
        "!(given('gitConfig') && gitConfig().size() > 0)",
        "os() == 'linux' ? goAtLeast('1.20') : exitCode() == 0.0",
        "[os(), 'x'].exists(o, o == 'linux' || res('load1') > 1.0)"
      })
  void whatIsOnlyAskedOnTheWayMayBeMissing(String condition) {
    assertThat(new CelConditions().compile(condition).holds(situation())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os() == 'linux' && res('load1') > 4.0",
        "gitConfig()['a'] == 'b'",
        "os() == 'plan9'",
        "checks().exists(c, c.kind == 'tcp') || exitCode() == 0.0"
      })
  void withoutAnAnswerNothingHolds(String condition) {
    assertThat(new CelConditions().compile(condition).holds(situation())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 + 1", "unknown('x')", "m(7) == ''", "go('X') ==", "res('a') > 1"})
  void whatIsNotAYesOrNoQuestionIsRefused(String condition) {
    assertThatIllegalArgumentException().isThrownBy(() -> new CelConditions().compile(condition));
  }

  @Test
  void aMistakeIsNamedByItsPlaceAndHarmsNoLaterCondition() {
    CelConditions conditions = new CelConditions();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> conditions.compile("os() == 'linux' && goAtLeast(7)"))
        .withMessageContaining("1:29: found no matching overload for 'goAtLeast'");

    assertThat(conditions.compile("['a'].exists(os, os == 'a')").ask(situation()))
        .isEqualTo(new Answer.Holds());
    assertThat(conditions.compile("os() == 'linux'").ask(situation()))
        .isEqualTo(new Answer.Holds());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> conditions.compile("os == 'a'"))
        .withMessageContaining("undeclared reference to 'os'");
  }

  private static Answer ask(String condition) {
    return new CelConditions().compile(condition).ask(situation());
  }

  private static Situation situation() {
    Facts facts = Facts.of(new Environment(ENVIRONMENT), RunContext.NONE);
    return new Situation(facts, "sumdb"::equals, Map.of("host", "git.corp.example"));
  }
}
