package dev.modmedic.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
  @ValueSource(
      strings = {"2026-11-21T10:04:00Z", "2026-11-20T10:00:00Z", "noon", "", "+999999999-12-31"})
  void anyOtherClockProvesNothing(String clock) {
    Environment environment = new Environment(Map.of("clock", clock));

    assertThat(ClockCheck.added(environment, NOW)).isEqualTo(environment);
  }
}
