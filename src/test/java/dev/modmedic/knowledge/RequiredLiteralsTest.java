package dev.modmedic.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredLiteralsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "no such host ~ no such host",
        "lookup (?P<host>\\S+): no such host ~ : no such host",
        "(?:error|fatal): x* ~ error:|fatal:",
        "(?i)Permission Denied ~ permission denied",
        "colou?r scheme ~ color scheme|colour scheme",
        "colou?rs ~ colors|colours",
        "exit status \\d+ ~ exit status ",
        "(?:abcd)+ ~ abcd",
        "a{2}bcdef ~ bcdef",
        "\\Qa.b[c]\\E ~ a.b[c]",
        "go\\.mod file not found ~ go.mod file not found",
        "[Ff]ailed to connect ~ failed to connect",
        "x(?:foo|bar)? timed out ~ x timed out|xfoo timed out|xbar timed out",
        "^fatal: .*$ ~ fatal: ",
        "(?:dial|read) tcp ~ dial tcp|read tcp",
        "error[:!\\]\\-] ~ error:|error!|error]|error-",
        "error[\\d:] ~ error",
        "error[\\\\-a] ~ error"
      })
  void literalsThatEveryMatchHolds(String pattern, String expected) {
    List<String> literals = RequiredLiterals.of(pattern).orElseThrow();

    assertThat(literals.stream().map(String::strip)).containsExactly(expected.split("\\|"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".*", "\\d+", "(?:foo)?", "abc", "(?:long literal|x)", "[a-z]+", "a|b", ""})
  void aPatternThatCouldMatchWithoutAnyHasNone(String pattern) {
    assertThat(RequiredLiterals.of(pattern)).isEmpty();
  }

  @Test
  void everythingThatMustStandInAMatchIsDemanded() {
    assertThat(RequiredLiterals.demands("(?:Get|Head) \"?https?://\\S+\"?: (?:EOF|Forbidden)"))
        .anyMatch(set -> set.stream().allMatch(l -> l.endsWith("EOF") || l.endsWith("Forbidden")))
        .allMatch(set -> set.stream().allMatch(literal -> literal.length() > 1));
    assertThat(RequiredLiterals.demands("one thing|another")).isEmpty();
    assertThat(RequiredLiterals.demands("(?i)one thing \\d+")).isEmpty();
  }

  @Test
  void whatAGroupBeginsWithIsDemandedTogetherWithTheWordsBeforeIt() {
    assertThat(RequiredLiterals.demands("get \\S+/@v/\\S+: (?P<status>5\\d\\d|(?:40)+)x"))
        .contains(Set.of(": 5", ": 40"));
    assertThat(RequiredLiterals.demands("get \\S+: (?P<status>5\\d\\d|\\w+)"))
        .contains(Set.of(": 5", ": "));
    assertThat(RequiredLiterals.demands("value: (?:5|6)?\\d, "))
        .contains(Set.of("value: ", "value: 5", "value: 6"));
    assertThat(RequiredLiterals.demands("x*(?:\u3001|%2C)y*")).contains(Set.of("\u3001", "%2C"));
  }

  @Test
  void theSecondBranchCountsToo() {
    List<String> literals = RequiredLiterals.of("timed out|no route to \\w+").orElseThrow();

    assertThat(literals).containsExactly("timed out", "no route to ");
  }

  @Test
  void literalsAreInLowerCase() {
    assertThat(RequiredLiterals.of("SECURITY ERROR").orElseThrow())
        .allMatch(literal -> literal.equals(literal.toLowerCase(Locale.ROOT)));
  }

  @Test
  void lettersOfOtherScriptsKeepTheirCase() {
    assertThat(RequiredLiterals.of("wsarecv: Удаленный хост").orElseThrow())
        .containsExactly("wsarecv: Удаленный хост");
  }
}
