package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.go.GoToolchain.Search;
import dev.modmedic.go.GoToolchain.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoToolchainTest {
  private static final GoRelease LOCAL = GoRelease.of(1, 22, 3);

  @ParameterizedTest
  @CsvSource({
    "latest, 'invalid GOTOOLCHAIN \"latest\"'",
    "1.22.0, 'invalid GOTOOLCHAIN \"1.22.0\"'",
    "x+auto, 'invalid GOTOOLCHAIN \"x+auto\": invalid minimum toolchain \"x\"'",
    "go1.22.0+, 'invalid GOTOOLCHAIN \"go1.22.0+\": only version suffixes are +auto and +path'",
    "local+off, 'invalid GOTOOLCHAIN \"local+off\": only version suffixes are +auto and +path'"
  })
  void aMalformedValueIsRefusedInGosWords(String value, String problem) {
    GoToolchain toolchain = GoToolchain.parse(value);

    assertThat(toolchain.problem()).isEqualTo(problem);
    assertThat(toolchain.select(LOCAL, "", "")).isEqualTo(new Selection.Refused(problem));
  }

  @ParameterizedTest
  @CsvSource({
    "auto, 1.22, '', local",
    "auto, 1.23, '', go1.23.0",
    "auto, 1.23rc1, '', go1.23rc1",
    "auto, 1.22.3, '', local",
    "auto, 1.21, go1.23.4, go1.23.4",
    "auto, 1.24.1, go1.23.4, go1.24.1",
    "auto, 1.24, default, local",
    "local, 1.24, go1.25.0, local",
    "local+auto, 1.24, '', go1.24.0",
    "go1.21.0, 1.24, '', go1.21.0",
    "go1.21.0+auto, 1.20, '', go1.21.0",
    "go1.22.3, '', '', local",
    "'', 1.24, '', local"
  })
  void theToolchainThatRunsIsTheOneGoSelects(
      String value, String goLine, String toolchainLine, String expected) {
    Selection selection = GoToolchain.parse(value).select(LOCAL, goLine, toolchainLine);

    String name =
        switch (selection) {
          case Selection.Local local -> "local";
          case Selection.Switch(String toolchain, Search search) -> toolchain;
          case Selection.Refused(String problem) -> problem;
        };
    assertThat(name).isEqualTo(expected);
  }

  @Test
  void pathSearchNeverDownloads() {
    assertThat(GoToolchain.parse("path").select(LOCAL, "1.24", ""))
        .isEqualTo(new Selection.Switch("go1.24.0", Search.PATH));
  }

  @Test
  void aMalformedToolchainLineIsRefused() {
    assertThat(GoToolchain.parse("auto").select(LOCAL, "1.22", "1.23.0"))
        .isEqualTo(new Selection.Refused("invalid toolchain \"1.23.0\""));
  }

  @Test
  void anOldGoKnowsNoToolchains() {
    assertThat(GoToolchain.parse("auto").select(GoRelease.of(1, 20, 5), "1.24", "go1.24.1"))
        .isEqualTo(new Selection.Local());
    assertThat(GoToolchain.refusesGoLine(GoRelease.of(1, 20, 5), GoRelease.of(1, 24))).isFalse();
    assertThat(GoToolchain.refusesGoLine(LOCAL, GoRelease.of(1, 24))).isTrue();
  }
}
