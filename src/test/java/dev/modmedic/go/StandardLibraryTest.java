package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardLibraryTest {
  @ParameterizedTest
  @ValueSource(strings = {"fmt2", "github.com/a/b", "golang.org/x/net", "", "exp/slices", "arena"})
  void otherPathsAreNotStandard(String path) {
    assertThat(StandardLibrary.isStd(path)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "fmt, 1.0",
    "maps, 1.21",
    "slices, 1.21",
    "cmp, 1.21",
    "log/slog, 1.21",
    "iter, 1.23",
    "unique, 1.23",
    "embed, 1.16",
    "io/fs, 1.16",
    "net/netip, 1.18",
    "context, 1.7",
    "math/rand/v2, 1.22",
    "weak, 1.24",
    "crypto/mlkem, 1.24",
    "testing/synctest, 1.25",
    "crypto/hpke, 1.26",
    "uuid, 1.27",
    "unsafe, 1.0",
    "sync/atomic, 1.0"
  })
  void aPackageHasAFirstRelease(String path, String since) {
    GoRelease first = GoRelease.parseExact(since).orElseThrow();

    assertThat(StandardLibrary.since(path)).contains(first);
    assertThat(StandardLibrary.isStd(path, first)).isTrue();
    assertThat(StandardLibrary.isStd(path, GoRelease.of(1, Math.max(0, first.minor() - 1))))
        .isEqualTo(first.minor() == 0);
  }

  @ParameterizedTest
  @CsvSource({"maps, true", "my/pkg, true", "example.com/x, false"})
  void goTakesAPathWithoutADotForAStandardOne(String path, boolean standard) {
    assertThat(StandardLibrary.looksStandard(path)).isEqualTo(standard);
  }

  @ParameterizedTest
  @CsvSource({"arena, 1.20", "testing/synctest, 1.24", "encoding/json/v2, 1.25"})
  void experimentsAreKnownApart(String path, String since) {
    assertThat(StandardLibrary.experimentSince(path)).isEqualTo(GoRelease.parseExact(since));
  }
}
