package dev.modmedic.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthRulesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 2, 6, PT30M, 10, 3, PT2M, PT10M, down-after",
    "3, 0, 6, PT30M, 10, 3, PT2M, PT10M, up-after",
    "3, 2, 1, PT30M, 10, 3, PT2M, PT10M, flapping.changes",
    "3, 2, 6, PT0S, 10, 3, PT2M, PT10M, flapping.window",
    "3, 2, 6, PT30M, 2, 3, PT2M, PT10M, flapping.calm",
    "3, 2, 6, PT30M, 10, 1, PT2M, PT10M, stale.intervals",
    "3, 2, 6, PT30M, 10, 3, PT-1S, PT10M, stale.floor",
    "3, 2, 6, PT30M, 10, 3, PT2M, PT9000H, late-after"
  })
  void aValueThatMakesNoSenseIsNamed(
      int down,
      int up,
      int changes,
      Duration window,
      int calm,
      int intervals,
      Duration floor,
      Duration late,
      String name) {
    assertThatThrownBy(
            () -> new HealthRules(down, up, changes, window, calm, intervals, floor, late))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name);
  }

  @Test
  void silenceIsMeasuredInIntervalsButNeverShorterThanTheFloor() {
    assertThat(HealthRules.DEFAULTS.staleAfter(Duration.ofSeconds(10)))
        .isEqualTo(Duration.ofMinutes(2));
    assertThat(HealthRules.DEFAULTS.staleAfter(Duration.ofMinutes(5)))
        .isEqualTo(Duration.ofMinutes(15));
  }
}
