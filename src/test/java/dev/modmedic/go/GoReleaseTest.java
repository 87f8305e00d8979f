package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoReleaseTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "devel +1234567 Tue", "go", "1", "v1.2.3", "golang", "go1.x", "10.0.0.1x"})
  void textWithoutAReleaseHasNone(String text) {
    assertThat(GoRelease.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "go1.23.5, 1.23.5", "1.21rc2, 1.21rc2", "go version go1.21 linux/amd64, 1.21",
    "go version go1.19.8 linux/amd64, 1.19.8", "go1.20, 1.20", "go1.22.1 X:boringcrypto, 1.22.1",
    "go version devel go1.24-3ab9ad4d0d Tue Nov 12 linux/amd64, 1.24", "go1.26-devel_1a2b3c, 1.26"
  })
  void aReleaseIsFoundInWhatGoPrints(String text, String release) {
    assertThat(GoRelease.parse(text)).map(GoRelease::toString).contains(release);
  }

  @Test
  void releasesAreOrderedAsByGo() throws Exception {
    for (String[] row : Table.read("releases.tsv")) {
      GoRelease left = GoRelease.parseExact(row[0]).orElseThrow();
      GoRelease right = GoRelease.parseExact(row[1]).orElseThrow();

      assertThat(Integer.signum(left.compareTo(right)))
          .as(row[0] + " and " + row[1])
          .isEqualTo(Integer.parseInt(row[2]));
    }
  }

  @Test
  void aPreReleaseBehavesLikeItsRelease() {
    GoRelease candidate = GoRelease.parseExact("1.21rc1").orElseThrow();

    assertThat(candidate.atLeast(1, 21)).isTrue();
    assertThat(candidate.atLeast(1, 22)).isFalse();
    assertThat(candidate.isLanguageVersion()).isFalse();
    assertThat(GoRelease.of(1, 22).firstRelease()).isEqualTo(GoRelease.of(1, 22, 0));
    assertThat(candidate.language()).isEqualTo(GoRelease.of(1, 21));
  }

  @ParameterizedTest
  @ValueSource(strings = {"go1.21", "1.021", "1.21.0rc1", "1.21 ", "1.21-abcdef1"})
  void aGoLineHasANumberAndNothingElse(String text) {
    assertThat(GoRelease.parseExact(text)).isEmpty();
  }
}
