package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoFlagsTest {
  @ParameterizedTest
  @CsvSource({
    "mod=vendor, 'parsing $GOFLAGS: non-flag \"mod=vendor\"'",
    "-tags a, 'parsing $GOFLAGS: non-flag \"a\"'",
    "-, 'parsing $GOFLAGS: non-flag \"-\"'",
    "---x, 'parsing $GOFLAGS: non-flag \"---x\"'",
    "--=x, 'parsing $GOFLAGS: non-flag \"--=x\"'",
    "'-ldflags=\"a', ",
    "'\"-ldflags=a', parsing $GOFLAGS: unterminated \" string"
  })
  void aWordThatIsNoFlagStopsEveryCommand(String value, String problem) {
    assertThat(GoFlags.parse(value).problem()).isEqualTo(problem == null ? "" : problem);
  }

  @Test
  void quotesHoldAFlagTogether() {
    assertThat(GoFlags.parse(" -mod=mod  '-ldflags=-s -w' -x").flags())
        .containsExactly("-mod=mod", "-ldflags=-s -w", "-x");
  }

  @Test
  void theLastValueOfAFlagWins() {
    GoFlags flags = GoFlags.parse("-mod=vendor --mod=readonly -x -modcacherw");

    assertThat(flags.mod()).isEqualTo("readonly");
    assertThat(flags.value("x")).contains("true");
    assertThat(flags.value("tags")).isEmpty();
    assertThat(GoFlags.parse("").mod()).isEmpty();
  }

  @Property
  void noValueMakesReadingFail(@ForAll String value) {
    assertThat(GoFlags.parse(value).problem()).isNotNull();
  }
}
