package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModulePathTest {
  @Test
  void anInvalidPathCannotBeMade() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModulePath("GitHub.com/a/b"))
        .withMessage(
            "malformed module path \"GitHub.com/a/b\": invalid char 'G' in first path element");
  }

  @Test
  void pathsAreJudgedAsByGo() throws Exception {
    for (String[] row : Table.read("module-paths.tsv")) {
      assertThat(ModulePath.problem(row[0]).orElse("")).as(row[0]).isEqualTo(row[1]);
      assertThat(ModulePath.importProblem(row[0]).orElse("")).as(row[0]).isEqualTo(row[4]);
      assertThat(ModulePath.parse(row[0]).map(ModulePath::escaped).orElse(""))
          .as(row[0])
          .isEqualTo(row[2]);
      assertThat(ModulePath.parse(row[0]).map(ModulePath::majorSuffix).orElse(""))
          .as(row[0])
          .isEqualTo(row[3]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"github.com/Azure/x", "github.com/!Azure/x", "github.com/a!", "a.com/!1"})
  void aBrokenEscapeIsNoPath(String escaped) {
    assertThat(ModulePath.unescape(escaped)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "example.com/m, v2.0.0, 'should be v0 or v1, not v2'",
        "example.com/m, v2.0.0+incompatible, none",
        "example.com/m/v2, v1.9.0, 'should be v2, not v1'",
        "example.com/m/v2, v2.1.0, none",
        "gopkg.in/yaml.v2, v2.4.0, none",
        "gopkg.in/yaml.v2, v3.0.0, 'should be v2, not v3'",
        "gopkg.in/check.v1, v0.0.0-20161208181325-20d25e280405, none",
        "gopkg.in/x.v3-unstable, v3.0.1, none",
        "example.com/m, v0.9.0, none"
      })
  void theMajorVersionMustFitThePath(String path, String version, String problem) {
    assertThat(new ModulePath(path).problemWith(new Version(version)).orElse(null))
        .isEqualTo(problem);
  }

  @Test
  void partsOfAPathAreTold() {
    var path = new ModulePath("gopkg.in/yaml.v3");

    assertThat(path.host()).isEqualTo("gopkg.in");
    assertThat(path.isGopkgIn()).isTrue();
    assertThat(path.withoutMajor()).isEqualTo("gopkg.in/yaml");
    assertThat(new ModulePath("example.com").host()).isEqualTo("example.com");
  }

  @Property
  void unescapingTakesEscapingBack(@ForAll("paths") String path) {
    String escaped = new ModulePath(path).escaped();

    assertThat(escaped).isEqualTo(escaped.toLowerCase(Locale.ROOT));
    assertThat(ModulePath.unescape(escaped)).contains(new ModulePath(path));
  }

  @Property
  void anyTextIsEitherAPathOrHasAProblem(@ForAll String text) {
    assertThat(ModulePath.parse(text).isEmpty()).isEqualTo(ModulePath.problem(text).isPresent());
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('A', 'Z')
        .ofMinLength(1)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(elements -> "host.example/" + String.join("/", elements))
        .filter(path -> ModulePath.problem(path).isEmpty());
  }
}
