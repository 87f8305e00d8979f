package dev.modmedic.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-27T11:00:00Z",
        "2026-11-27t11:00:00.5z",
        "2026-11-27T11:00:00.123456789+05:45",
        "2024-02-29T23:59:59-00:30",
      })
  void aTimeIsRead(String text) {
    assertThat(Rfc3339.parse(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-27T11:00Z",
        "2026-11-27T11:00:00",
        "2026-11-27T11:00:00+05",
        "2026-11-27T11:00:00+05:45:30",
        "2026-11-27T11:00:00,5Z",
        "2026-11-27 11:00:00Z",
        "2026-02-30T11:00:00Z",
        "2026-11-27T25:00:00Z",
        "+12026-11-27T11:00:00Z",
        "2026-11-27",
        "",
      })
  void anythingElseIsNot(String text) {
    assertThat(Rfc3339.parse(text)).isEmpty();
  }
}
