package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoVcsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "git; malformed entry in GOVCS (missing colon): \"git\"",
        "'public:git,'; empty entry in GOVCS",
        ":git; empty pattern in GOVCS: \":git\"",
        "public:; empty VCS list in GOVCS: \"public:\"",
        "./x:git; relative pattern not allowed in GOVCS: \"./x\"",
        "public:git,public:hg; unreachable pattern in GOVCS: \"public:hg\" after \"public:git\"",
        "public:git||hg; empty VCS name in GOVCS: \"public:git||hg\""
      })
  void aMalformedValueIsRefusedInGosWords(String value, String problem) {
    assertThat(GoVcs.parse(value).problem()).isEqualTo(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; git; github.com/a/b; true",
        "''; hg; github.com/a/b; true",
        "''; svn; github.com/a/b; false",
        "''; svn; corp.com/x; true",
        "github.com:git,evil.com:off,*:git|hg; git; evil.com/x; false",
        "github.com:git,evil.com:off,*:git|hg; hg; github.com/a; false",
        "*:off; git; corp.com/x; false",
        "private:hg; git; corp.com/x; false",
        "private:hg; git; github.com/a/b; true",
        "public:all; fossil; chiselapp.com/x; true"
      })
  void theFirstRuleThatMatchesDecides(String value, String tool, String root, boolean allowed) {
    GoVcs govcs = GoVcs.parse(value);

    assertThat(govcs.allows(tool, root, new PathPatterns("corp.com"))).isEqualTo(allowed);
  }
}
