package dev.modmedic.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "i/o timeout ~ i/o timeout",
        "lookup (?P<host>[^\\s:]+) on ~ lookup _ on",
        "[Ff]ailed to (?:load|read) ~ Failed to _load_read_",
        "exit\\s+status \\d{1,3}$ ~ exit status _",
        "go\\.mod:\\d+: {x} ~ go.mod:_: {x}",
        "a\\p{Han}b\\x{4e00}c\\pLd ~ a_b_c_d",
        "[[:alpha:]]x[]a]y ~ _x_y",
        "half[ ~ half_",
        "half( ~ half_",
        "half\\ ~ half"
      })
  void onlyWhatStandsThereIsKept(String pattern, String words) {
    assertThat(PatternWords.of(pattern).replaceAll(PatternWords.GAP + "+", "_")).isEqualTo(words);
  }
}
