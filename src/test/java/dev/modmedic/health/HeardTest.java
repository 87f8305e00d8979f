package dev.modmedic.health;

import static dev.modmedic.health.Scene.MINUTE;
import static dev.modmedic.health.Scene.TEN;
import static dev.modmedic.health.Scene.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.health.Maintenance.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People hear of what differs from what they heard last, once, whatever comes between. */
class HeardTest {
  private final Scene scene = new Scene();

  /**
   * What was told before an hour's silence, what the spool holds then, by letters and their
   * numbers, and what is told of it however it is divided.
   */
  @ParameterizedTest
  @CsvSource({
    "pfff, p57, a up;all up",
    "pfff, f57, ''",
    "pfff, f20 p37, a up;all up",
    "pfff, p20 f37, ''",
    "pppp, p57, ''",
    "pppp, f57, a down;all down",
    "pppp, f20 p37, ''",
    "pppp, p20 f37, a down;all down",
    // Within ten minutes people are woken for each.
    "pfff, p54 f3, a up;all up;a down;all down",
    "pppp, p49 f5 p3, a down;all down;a up;all up",
    "pddd, d57, ''",
    "pddd, p57, a up",
    "pppp, d57, a degraded"
  })
  void aSpoolTellsWhatIsNewAndNoMore(String before, String spool, String told) {
    StringBuilder letters = new StringBuilder();
    for (String part : spool.split(" ")) {
      letters.append(part.substring(0, 1).repeat(Integer.parseInt(part.substring(1))));
    }
    for (int size = 1; size <= letters.length(); size++) {
      Scene cut = new Scene();
      UUID a = cut.watch("a");
      cut.hear(a, TEN, before);
      cut.sweep(minutes(8));
      cut.told();
      for (int from = 0; from < letters.length(); from += size) {
        String part = letters.substring(from, Math.min(letters.length(), from + size));
        cut.deliver(a, minutes(4 + from), part, minutes(60));
      }

      assertThat(String.join(";", cut.told())).as("batches of %d", size).isEqualTo(told);
    }
  }

  @Test
  void silenceRepairsNothing() {
    UUID tcp = scene.watch("a", "tcp", MINUTE, TEN);
    UUID proxy = scene.watch("a", "goproxy", MINUTE, TEN);
    scene.hear(tcp, TEN.plusSeconds(45), "pppp");
    scene.hear(proxy, TEN, "pfff");
    assertThat(scene.told()).containsExactly("a down", "all down");

    for (int seconds = 0; seconds <= 600; seconds += 15) {
      scene.sweep(minutes(3).plusSeconds(seconds));
    }

    assertThat(scene.told()).isEmpty();
    assertThat(scene.target.state()).isEqualTo(TargetState.UNKNOWN);

    // The other check is back first, and says nothing about the one that failed.
    scene.hear(tcp, minutes(20), "ppp");
    assertThat(scene.told()).isEmpty();
    scene.hear(proxy, minutes(22), "f");
    assertThat(scene.told()).isEmpty();
    assertThat(scene.target.state()).isEqualTo(TargetState.DOWN);
    scene.hear(proxy, minutes(23), "pp");
    assertThat(scene.told()).containsExactly("a up", "all up");
  }

  @Test
  void aSilentRegionRepairsNoTarget() {
    UUID a = scene.watch("a");
    UUID b = scene.watch("b");
    scene.hear(a, TEN, "pppp");
    scene.hear(b, TEN, "pfff");
    assertThat(scene.told()).containsExactly("b down", "all regional");

    scene.hear(a, minutes(4), "pppppp");
    scene.sweep(minutes(9));
    scene.hear(a, minutes(10), "ppp");

    assertThat(scene.told()).isEmpty();
    assertThat(scene.target.state()).isEqualTo(TargetState.REGIONAL);

    scene.hear(b, minutes(13), "pp");
    assertThat(scene.told()).containsExactly("b up", "all up");
  }

  @Test
  void aSilentRegionKeepsNoTargetDown() {
    UUID a = scene.watch("a");
    List<UUID> others = List.of(scene.watch("b"), scene.watch("c"));
    scene.hear(a, TEN, "pppp");
    others.forEach(other -> scene.hear(other, TEN, "pfff"));
    scene.told();

    scene.hear(a, minutes(4), "pppppp");
    scene.sweep(minutes(9));

    assertThat(scene.target.state()).isEqualTo(TargetState.REGIONAL);
    assertThat(scene.told()).isEmpty();
    scene.hear(others.getFirst(), minutes(10), "pp");
    assertThat(scene.told()).containsExactly("b up", "all regional");
  }

  @Test
  void whatWasDownBeforeAPauseIsToldToBeUpAfterIt() {
    UUID tcp = scene.watch("a", "tcp", MINUTE, TEN);
    UUID proxy = scene.watch("a", "goproxy", MINUTE, TEN);
    scene.hear(tcp, TEN, "pppp");
    scene.hear(proxy, TEN, "pfff");
    assertThat(scene.told()).containsExactly("a down", "all down");

    List.of(tcp, proxy).forEach(scene::end);
    scene.sweep(minutes(5));
    assertThat(scene.target.state()).isEqualTo(TargetState.UNKNOWN);
    tcp = scene.watch("a", "tcp", MINUTE, minutes(60));
    proxy = scene.watch("a", "goproxy", MINUTE, minutes(60));
    scene.hear(tcp, minutes(60), "pp");
    assertThat(scene.told()).isEmpty();
    scene.hear(proxy, minutes(61), "p");

    assertThat(scene.told()).containsExactly("a up", "all up");
  }

  @Test
  void whatIsStillDownAfterAPauseIsNotToldAgain() {
    UUID a = scene.watch("a");
    scene.hear(a, TEN, "pfff");
    scene.told();

    scene.end(a);
    scene.sweep(minutes(5));
    scene.hear(scene.watch("a", "http", MINUTE, minutes(60)), minutes(60), "ffff");

    assertThat(scene.told()).isEmpty();
  }

  @Test
  void aCheckThatNeverSpeaksIsNotWaitedForForEver() {
    UUID a = scene.watch("a");
    scene.hear(a, TEN, "pfff");
    scene.told();
    scene.watch("a", "goproxy", MINUTE, minutes(4));

    scene.hear(a, minutes(4), "pp");
    assertThat(scene.told()).isEmpty();
    scene.hear(a, minutes(6), "ppp");

    assertThat(scene.told()).containsExactly("a up", "all up");
  }

  @Test
  void whatIsDownWhenMaintenanceEndsIsToldThen() {
    UUID a = scene.watch("a");
    scene.maintenance = new Maintenance(List.of(new Stretch(null, TEN, minutes(5))));
    scene.hear(a, TEN, "pfff");
    scene.sweep(minutes(4));
    assertThat(scene.told()).isEmpty();

    List<Transition> end = scene.sweep(minutes(5));

    assertThat(end)
        .extracting(Scene::words)
        .containsExactly("a: unknown -> down", "all: unknown -> down [a]");
    assertThat(end).extracting(Transition::at).containsOnly(minutes(3));
    assertThat(scene.told()).containsExactly("a down", "all down");
    scene.sweep(minutes(5));
    scene.hear(a, minutes(4), "ff");
    assertThat(scene.told()).isEmpty();
    scene.hear(a, minutes(6), "pp");
    assertThat(scene.told()).containsExactly("a up", "all up");
  }

  @Test
  void whatIsDownWhenMaintenanceEndsIsToldByResultsAsWell() {
    UUID a = scene.watch("a");
    scene.maintenance = new Maintenance(List.of(new Stretch("a", TEN, minutes(5))));
    scene.hear(a, TEN, "pffff");
    assertThat(scene.told()).isEmpty();

    scene.hear(a, minutes(5), "f");

    assertThat(scene.told()).containsExactly("a down", "all down");
  }

  @Test
  void anOutageThatEndsWithItsMaintenanceIsToldToNobody() {
    UUID a = scene.watch("a");
    scene.maintenance = new Maintenance(List.of(new Stretch(null, TEN, minutes(5))));
    scene.hear(a, TEN, "pfffppp");
    scene.sweep(minutes(7));

    assertThat(scene.told()).isEmpty();
  }

  @Test
  void aRecoveryDuringMaintenanceIsToldAfterIt() {
    UUID a = scene.watch("a");
    scene.hear(a, TEN, "pfff");
    scene.told();
    scene.maintenance = new Maintenance(List.of(new Stretch(null, minutes(4), minutes(8))));
    scene.hear(a, minutes(4), "ppp");
    assertThat(scene.told()).isEmpty();

    scene.sweep(minutes(8));

    assertThat(scene.told()).containsExactly("a up", "all up");
  }

  @Test
  void gettingWorseIsNeverToldAsUp() {
    List<UUID> checks = List.of(scene.watch("a"), scene.watch("b"), scene.watch("c"));
    checks.forEach(check -> scene.hear(check, TEN, "p"));
    Instant from = minutes(1);
    for (UUID check : checks) {
      scene.hear(check, from, "ddd");
      from = from.plus(MINUTE.multipliedBy(3));
    }

    assertThat(scene.told()).containsExactly("a degraded", "b degraded", "c degraded");
    assertThat(scene.target.state()).isEqualTo(TargetState.UP);
  }

  @Test
  void aCheckThatIsMissedWhileItsRegionIsHeardIsToldAfterAWhile() {
    UUID a = scene.watch("a");
    scene.hear(a, TEN, "p");
    for (int minute = 1; minute <= 5; minute++) {
      scene.sweepAlone(minutes(minute), "a");
      assertThat(scene.told()).isEmpty();
    }

    scene.sweepAlone(minutes(5).plusSeconds(1), "a");
    assertThat(scene.told()).containsExactly("a stale");
    scene.sweepAlone(minutes(7), "a");
    assertThat(scene.told()).isEmpty();
  }

  @Test
  void aCheckWhoseRegionIsBackHasTimeToBeHeard() {
    UUID fast = scene.watch("a");
    UUID slow = scene.watch("a", "goproxy", Duration.ofMinutes(10), TEN);
    scene.hear(slow, TEN, "p");
    scene.hear(fast, TEN, "pp");
    for (int minute = 2; minute < 90; minute++) {
      scene.sweep(minutes(minute));
    }
    for (int minute = 90; minute < 100; minute++) {
      scene.hear(fast, minutes(minute), "p");
      scene.sweep(minutes(minute));
    }
    scene.hear(slow, minutes(100), "p");

    assertThat(scene.told()).isEmpty();
    assertThat(scene.target.state()).isEqualTo(TargetState.UP);
  }
}
