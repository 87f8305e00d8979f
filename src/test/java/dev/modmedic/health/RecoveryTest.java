package dev.modmedic.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecoveryTest {
  private static final Instant TEN = Instant.parse("2026-11-27T10:00:00Z");
  private static final Trouble SLOW = new Trouble("http.timeout", "slow", "target");
  private static final Trouble DEAD = new Trouble("tcp.unreachable", "dead", "target");

  @Test
  void theWholeThatIsUpAgainTellsWhatTheLastRegionSufferedFrom() {
    List<Transition> regions =
        List.of(change("a", "up", SLOW), change("b", "up", DEAD), change("c", "up", Trouble.NONE));

    assertThat(Recovery.trouble(TargetState.UP, Trouble.NONE, regions)).isEqualTo(DEAD);
  }

  @Test
  void whatIsStillThereIsToldAsItIs() {
    assertThat(Recovery.trouble(TargetState.REGIONAL, SLOW, List.of(change("a", "up", DEAD))))
        .isEqualTo(SLOW);
  }

  @Test
  void nothingIsMadeUp() {
    List<Transition> others = List.of(change("a", "stale", DEAD), change(null, "up", DEAD));

    assertThat(Recovery.trouble(TargetState.UP, Trouble.NONE, others)).isEqualTo(Trouble.NONE);
  }

  private static Transition change(@Nullable String region, String to, Trouble trouble) {
    return new Transition(
        new UUID(0, 1),
        new UUID(0, 2),
        region,
        "down",
        to,
        TEN,
        TEN,
        null,
        trouble,
        List.of(),
        false,
        false,
        false);
  }
}
