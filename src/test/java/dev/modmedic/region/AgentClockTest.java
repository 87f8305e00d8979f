package dev.modmedic.region;

import static dev.modmedic.region.AgentSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentClockTest {
  @ParameterizedTest
  @ValueSource(ints = {-10, -1, 0, 1, 10})
  void aSkewOfMinutesIsCorrected(int minutes) {
    SettableTime time = new SettableTime(NOON.plus(Duration.ofMinutes(minutes)));
    AgentClock clock = time.clock();
    Instant sent = clock.steady();
    time.pass(Duration.ofMillis(80));

    clock.observe(sent, NOON.plusMillis(40));

    assertThat(clock.instant()).isEqualTo(NOON.plusMillis(80));
    assertThat(clock.wall()).isEqualTo(NOON.plus(Duration.ofMinutes(minutes)).plusMillis(80));
  }

  @Test
  void theQuickestOfTheRecentRoundTripsCounts() {
    SettableTime time = new SettableTime(NOON);
    AgentClock clock = time.clock();
    roundTrip(time, clock, Duration.ofMillis(20), Duration.ofMillis(10));
    // The answer of this one took much longer than the question.
    roundTrip(time, clock, Duration.ofMillis(400), Duration.ofMillis(10));

    assertThat(clock.offset()).isZero();
  }

  @Test
  void anOldQuickRoundTripIsForgotten() {
    SettableTime time = new SettableTime(NOON);
    AgentClock clock = time.clock();
    roundTrip(time, clock, Duration.ofMillis(20), Duration.ofMillis(10));
    for (int i = 0; i < 8; i++) {
      roundTrip(time, clock, Duration.ofMillis(100), Duration.ofMillis(60));
    }

    assertThat(clock.offset()).isEqualTo(Duration.ofMillis(10));
  }

  @Test
  void settingTheMachinesClockMovesNothing() {
    SettableTime time = new SettableTime(NOON);
    AgentClock clock = time.clock();
    time.set(NOON.plus(Duration.ofHours(1)));
    time.pass(Duration.ofSeconds(2));

    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(2));
  }

  @Test
  void aMachineThatSleptIsNoticed() {
    SettableTime time = new SettableTime(NOON);
    AgentClock clock = time.clock();
    assertThat(roundTrip(time, clock, Duration.ofMillis(20), Duration.ofMillis(10))).isFalse();
    Instant sent = clock.steady();
    time.pass(Duration.ofMillis(20));

    // The monotonic clock stood still for an hour, the server's did not.
    boolean jumped = clock.observe(sent, NOON.plus(Duration.ofHours(1)));

    assertThat(jumped).isTrue();
    assertThat(clock.instant())
        .isBetween(NOON.plus(Duration.ofHours(1)), NOON.plus(Duration.ofHours(1)).plusMillis(20));
  }

  /** A server whose clock is right, and that gets the question after {@code there}. */
  private static boolean roundTrip(
      SettableTime time, AgentClock clock, Duration both, Duration there) {
    Instant sent = clock.steady();
    time.pass(both);
    return clock.observe(sent, sent.plus(there));
  }
}
