package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternsTest {
  @Test
  void prefixesMatchAsInGo() throws Exception {
    for (String[] row : Table.read("path-patterns.tsv")) {
      assertThat(new PathPatterns(row[0]).matches(row[1]))
          .as("%s against %s", row[0], row[1])
          .isEqualTo(Boolean.parseBoolean(row[2]));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://corp.com, SCHEME",
    "' corp.com', SPACE",
    "corp.com:8443, PORT",
    "corp.com:8443/x, PORT",
    "corp.com/x@v1, VERSION",
    "Corp.com/x, UPPER_CASE_HOST",
    "'.*\\.corp\\.com', REGULAR_EXPRESSION",
    "corp.com/.*, REGULAR_EXPRESSION",
    "^corp.com$, REGULAR_EXPRESSION",
    "corp.com/..., ELLIPSIS",
    "/corp.com, EMPTY_ELEMENT",
    "corp.com//x, EMPTY_ELEMENT",
    "'corp.com/\\/b', EMPTY_ELEMENT",
    "corp, NO_DOT",
    "off, NO_DOT",
    "corp.com/[x, BAD_GLOB",
    "corp.com/a%20b, FOREIGN_CHARACTER"
  })
  void aPatternThatNeverMatchesIsNamedWithItsReason(String pattern, DeadPattern.Reason reason) {
    var patterns = new PathPatterns("git.corp.com," + pattern);

    assertThat(patterns.deadPatterns()).containsExactly(new DeadPattern(pattern, reason));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*.corp.com",
        "corp.com/Team",
        "corp.com/*",
        "*",
        "none",
        "",
        "c?rp.com/[a-f]*",
        "**",
        "corp.com/",
        "*corp*",
        "[A-Z].com"
      })
  void aPatternThatCanMatchIsNotNamed(String pattern) {
    assertThat(new PathPatterns(pattern).deadPatterns()).isEmpty();
  }

  @Test
  void noneIsAnEmptyListByIntention() {
    assertThat(new PathPatterns("none").isNone()).isTrue();
    assertThat(new PathPatterns(",").isNone()).isTrue();
    assertThat(new PathPatterns("*").isNone()).isFalse();
    assertThat(new PathPatterns("*").matchesEverything()).isTrue();
  }

  @Test
  void theMatchingPatternIsTold() {
    assertThat(new PathPatterns("a.com,*.corp.com/").matchingPattern("git.corp.com/x"))
        .contains("*.corp.com");
  }

  @Property
  void aPathMatchesItselfAndSoDoesEverythingBelowIt(
      @ForAll @CharRange(from = 'a', to = 'z') @StringLength(min = 1, max = 9) String name) {
    var patterns = new PathPatterns("host.com/" + name);

    assertThat(patterns.matches("host.com/" + name)).isTrue();
    assertThat(patterns.matches("host.com/" + name + "/v2")).isTrue();
    assertThat(patterns.matches("host.com/" + name + "x")).isFalse();
  }

  @Property
  void noPatternMakesMatchingFail(
      @ForAll @Chars({'a', '*', '?', '[', ']', '^', '-', '\\', '/', '.'}) String pattern,
      @ForAll @Chars({'a', '/', '.'}) String path) {
    var patterns = new PathPatterns(pattern);

    assertThat(patterns.matches(path)).isEqualTo(patterns.matchingPattern(path).isPresent());
    assertThat(patterns.deadPatterns().size()).isLessThanOrEqualTo(1);
  }
}
