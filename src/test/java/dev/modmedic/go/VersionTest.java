package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {
  @Test
  void aBranchIsNoVersion() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Version("main"));
    assertThat(Version.parse("1.2.3")).isEmpty();
  }

  @Test
  void versionsAreReadAsByGo() throws Exception {
    for (String[] row : Table.read("versions.tsv")) {
      assertThat(Version.isValid(row[0])).as(row[0]).isEqualTo(Boolean.parseBoolean(row[1]));
      Version.parse(row[0])
          .ifPresent(version -> {
            assertThat(version.canonical().text()).as(row[0]).isEqualTo(row[2]);
            assertThat(version.majorText()).as(row[0]).isEqualTo(row[3]);
            assertThat(version.prerelease()).as(row[0]).isEqualTo(row[4]);
            assertThat(version.build()).as(row[0]).isEqualTo(row[5]);
          });
    }
  }

  @Test
  void pseudoVersionsAreTakenApartAsByGo() throws Exception {
    for (String[] row : Table.read("versions.tsv")) {
      var pseudo = PseudoVersion.parse(row[0]);

      assertThat(pseudo.isPresent()).as(row[0]).isEqualTo(Boolean.parseBoolean(row[6]));
      assertThat(pseudo.map(PseudoVersion::revision).orElse("")).as(row[0]).isEqualTo(row[8]);
      assertThat(pseudo.flatMap(PseudoVersion::time).map(Object::toString).orElse(""))
          .as(row[0])
          .isEqualTo(row[9]);
      assertThat(pseudo.flatMap(PseudoVersion::base).map(Version::text).orElse(""))
          .as(row[0])
          .isEqualTo(row[7]);
    }
  }

  @Test
  void precedenceIsThatOfGo() throws Exception {
    for (String[] row : Table.read("version-order.tsv")) {
      int order = Version.PRECEDENCE.compare(new Version(row[0]), new Version(row[1]));

      assertThat(Integer.signum(order))
          .as(row[0] + " and " + row[1])
          .isEqualTo(Integer.parseInt(row[2]));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "v1.0.0-RC1, v1.0.0-!r!c1",
    "feature/x,",
    "a!b,",
    "'',",
    "Main, !main",
    "v1.0.0, v1.0.0"
  })
  void aQueryIsEscapedOrRefused(String query, String escaped) {
    assertThat(Version.escape(query).orElse(null)).isEqualTo(escaped);
  }

  @Property
  void readingAnyTextNeverFails(@ForAll String text) {
    assertThat(Version.parse("v" + text).isPresent()).isEqualTo(Version.isValid("v" + text));
    assertThat(PseudoVersion.parse(text)).isEmpty();
  }
}
