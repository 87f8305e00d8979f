package dev.modmedic.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void aClockAheadIsFoundOut() {
    Environment environment =
        ClockCheck.added(
            new Environment(
                Map.of(
                    "clock",
                    "2026-11-21T12:20:00+02:00",
                    "checks",
                    List.of(Map.of("kind", "dns", "outcome", "ok")))),
            NOW);

    assertThat(environment.entries("checks"))
        .extracting(check -> check.get("kind"))
        .containsExactly("dns", "arrival");
    assertThat(environment.entries("checks").getLast()).containsEntry("ms", 1_200_000.0);
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:09Z, , behind",
    "2018-08-01T00:00:00Z, go1.23.4, behind",
    "2024-08-01T00:00:00Z, go1.23.4, behind",
    "2024-08-13T00:00:00Z, go1.23.4, ",
    "2024-07-01T00:00:00Z, go1.23rc1, ",
    "2024-08-01T00:00:00Z, , ",
    "2025-08-01T00:00:00Z, go1.99.0, behind",
    "2019-01-01T00:00:00Z, devel go1.24-abcdef0, "
  })
  void nobodyRanAReleaseBeforeItCameOut(String clock, String release, String outcome) {
    Environment environment =
        new Environment(
            release == null
                ? Map.of("clock", clock)
                : Map.of("clock", clock, "goVersion", release));

    assertThat(ClockCheck.added(environment, NOW).entries("checks"))
        .extracting(check -> check.get("outcome"))
        .isEqualTo(outcome == null ? List.of() : List.of(outcome));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-11-21T10:04:00Z", "2026-11-20T10:00:00Z", "noon", "", "+999999999-12-31"})
  void anyOtherClockProvesNothing(String clock) {
    Environment environment = new Environment(Map.of("clock", clock));

    assertThat(ClockCheck.added(environment, NOW)).isEqualTo(environment);
  }
}
