package dev.modmedic.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {
  private static final BackOff BACK_OFF = new BackOff(Duration.ofSeconds(5), Duration.ofHours(1));

  @ParameterizedTest
  @CsvSource({"1, 5", "2, 10", "3, 20", "10, 2560", "11, 3600", "60, 3600", "2000000000, 3600"})
  void waitsGrowToABoundAndAreShortenedByAtMostHalf(int failures, long seconds) {
    Random random = new Random(42);

    for (int i = 0; i < 100; i++) {
      assertThat(BACK_OFF.after(failures, random))
          .isBetween(Duration.ofMillis(seconds * 500), Duration.ofSeconds(seconds));
    }
  }

  @Test
  void aBoundBelowTheFirstWaitMakesNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BackOff(Duration.ofSeconds(5), Duration.ofSeconds(4)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BackOff(Duration.ZERO, Duration.ofSeconds(4)));
  }
}
