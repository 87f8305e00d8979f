package dev.modmedic.knowledge.re2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSizeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "((word{1000}){1000}){1000}",
        "(?:(?:[a-z{]{999}){9,999}){2,}word",
        "word(?P<host>(?:\\p{Greek}{1000}){1000})",
        "word(([[:alpha:])]{1000}){1000})",
        "(\\){1000}word){1000}"
      })
  void repetitionsOfRepetitionsAreRefusedUnwritten(String pattern) {
    assertThatThrownBy(() -> new Re2Patterns().compile(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("repetitions");
  }

  @Test
  void deepNestingIsRefused() {
    String pattern = "(".repeat(100_000) + "word" + ")".repeat(100_000);

    assertThatThrownBy(() -> new Re2Patterns().compile(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nested");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".{0,400}word.{1,400}word.{400}",
        "word {nothing}",
        "\\Q(((a{1000}){1000}){1000})\\E",
        "[(){1000}]word{1000}",
        "[]a{1000}]{3}word"
      })
  void whatStaysSmallIsTaken(String pattern) {
    assertThat(new Re2Patterns().compile(pattern).source()).isEqualTo(pattern);
  }
}
