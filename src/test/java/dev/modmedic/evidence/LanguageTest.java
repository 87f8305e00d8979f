package dev.modmedic.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zh|ZH",
        "zh-CN,zh;q=0.9,en;q=0.8|ZH",
        "zh-Hant-TW|ZH",
        "ZH-hans|ZH",
        "en-GB|EN",
        "en;q=0.4, zh;q=0.6|ZH",
        "zh;q=0, en;q=0.1|EN",
        "fr, zh;q=0.1|ZH",
        "fr|EN",
        "*|EN",
        "zhx|EN",
        "zh;q=nine|EN",
        ";;--|EN"
      })
  void theBestAcceptedLanguageIsWanted(String header, Language wanted) {
    assertThat(Language.wanted(header)).isEqualTo(wanted);
  }
}
