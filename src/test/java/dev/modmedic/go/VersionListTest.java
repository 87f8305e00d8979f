package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VersionListTest {
  @Test
  void goTakesTheFirstWordOfALineAndNoPseudoVersion() {
    VersionList list =
        VersionList.parse(
            "v1.0.0 2020-01-01\n\n  v1.2.0-rc.1\r\nv0.0.0-20200101000000-abcdefabcdef\nmaster\n"
                + "v1.0.0\n");

    assertThat(list.versions())
        .containsExactlyInAnyOrder(new Version("v1.0.0"), new Version("v1.2.0-rc.1"));
    assertThat(list.pseudoVersions()).hasSize(1);
    assertThat(list.invalid()).containsExactly("master");
    assertThat(list.highest()).contains(new Version("v1.2.0-rc.1"));
  }

  @Test
  void anEmptyListIsAList() {
    assertThat(VersionList.parse("").versions()).isEmpty();
    assertThat(VersionList.parse("").highest()).isEmpty();
  }

  @Test
  void anInfoMustBeOfTheVersionAskedFor() throws Exception {
    Version asked = new Version("v1.0.0");

    VersionInfo.of(Map.of("version", "v1.0.0", "Origin", Map.of())).checkIs(asked);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> VersionInfo.of(Map.of("Version", "v1.0.1")).checkIs(asked))
        .withMessage("proxy returned info for version v1.0.1 instead of requested version");
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> VersionInfo.of(Map.of()).checkIs(asked));
  }

  @Test
  void membersMustHaveTheirTypes() throws Exception {
    var noTime = new HashMap<String, Object>(Map.of("Version", "v1.0.0"));
    noTime.put("Time", null);

    assertThat(VersionInfo.of(noTime).time()).isNull();
    assertThat(VersionInfo.of(Map.of("Time", "2020-01-01T00:00:00+02:00")).time()).isNotNull();
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> VersionInfo.of(Map.of("Version", "v1.0.0", "Time", "yesterday")));
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> VersionInfo.of(Map.of("Version", 1L)));
  }
}
