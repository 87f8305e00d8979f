package dev.modmedic.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.health.Maintenance.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Instant TEN = Instant.parse("2026-11-27T10:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Scene scene = new Scene();
  private final Map<String, UUID> checks = new HashMap<>();

  @Test
  void aFirstGoodWordIsNoNews() {
    watch("a");

    assertThat(hear("a", TEN, "p"))
        .extracting(Scene::words)
        .containsExactly("a: unknown -> up quiet", "all: unknown -> up quiet");
  }

  @Test
  void anOutageEverywhereIsToldOnceForEachRegionAndOnceForTheTarget() {
    watch("a", "b", "c");
    List.of("a", "b", "c").forEach(region -> hear(region, TEN, "p"));

    Instant eleven = TEN.plus(Duration.ofHours(1));
    assertThat(hear("a", eleven, "fff"))
        .extracting(Scene::words)
        .containsExactly("a: up -> down", "all: up -> regional [a]");
    assertThat(hear("b", eleven, "fff"))
        .extracting(Scene::words)
        .containsExactly("b: up -> down", "all: regional -> down [a, b]");
    assertThat(hear("c", eleven, "fff")).extracting(Scene::words).containsExactly("c: up -> down");
    List<Transition> back = hear("a", eleven.plus(MINUTE.multipliedBy(3)), "pp");
    hear("b", eleven.plus(MINUTE.multipliedBy(3)), "pp");

    assertThat(back.getFirst().lasted()).isEqualTo(Duration.ofMinutes(2));
    assertThat(back.getFirst().trouble().cause()).isEqualTo("dns.timeout");
    assertThat(scene.target.state()).isEqualTo(TargetState.REGIONAL);
  }

  @Test
  void theSameRunsAgainChangeNothing() {
    watch("a");
    hear("a", TEN, "pfff");
    TargetHealth before = scene.target;

    assertThat(hear("a", TEN, "pfff")).isEmpty();
    assertThat(scene.target).isEqualTo(before);
  }

  @Test
  void aRegionThatFellSilentIsToldByItsOneNoticeAndNotForEachTarget() {
    watch("a", "b");
    hear("a", TEN, "p");
    hear("b", TEN, "pfff");
    Instant now = TEN.plus(Duration.ofMinutes(10));

    List<Transition> silence = scene.sweep(now);

    assertThat(silence)
        .extracting(Scene::words)
        .containsExactly(
            "a: up -> stale quiet", "b: down -> stale quiet", "all: regional -> unknown quiet");
    assertThat(scene.sweep(now)).isEmpty();
  }

  @Test
  void aSingleCheckThatFellSilentIsTold() {
    watch("a");
    hear("a", TEN, "p");
    Instant now = TEN.plus(Duration.ofMinutes(10));

    assertThat(scene.sweepAlone(now, "a"))
        .extracting(Scene::words)
        .containsExactly("a: up -> stale", "all: up -> unknown quiet");
    assertThat(scene.sweepAlone(now.plus(MINUTE), "a")).isEmpty();
    assertThat(hear("a", now.plus(MINUTE), "p"))
        .extracting(Scene::words)
        .containsExactly("a: stale -> up", "all: unknown -> up quiet");
  }

  @Test
  void goingOnAsBeforeTheSilenceIsNoNews() {
    watch("a");
    hear("a", TEN, "p");
    Instant now = TEN.plus(Duration.ofMinutes(10));
    scene.sweep(now);

    assertThat(hear("a", now, "p"))
        .extracting(Scene::words)
        .containsExactly("a: stale -> up quiet", "all: unknown -> up quiet");
  }

  @Test
  void resultsThatComeLongAfterwardsReplayHistoryAndWakeNobody() {
    watch("a");
    hear("a", TEN, "p");
    Instant now = TEN.plus(Duration.ofHours(3));
    scene.sweep(now);

    List<Transition> replayed = deliver("a", TEN.plus(MINUTE), "pppfffppp", now);

    assertThat(replayed)
        .extracting(Scene::words)
        .containsExactly("a: stale -> up late quiet", "a: up -> down late", "a: down -> up late");
    assertThat(replayed.get(1).at()).isEqualTo(TEN.plus(MINUTE.multipliedBy(6)));
  }

  @Test
  void whatIsStillSoAfterAReplayIsToldThough() {
    watch("a");
    hear("a", TEN, "p");
    Instant now = TEN.plus(Duration.ofHours(1));
    scene.sweep(now);

    List<Transition> replayed = deliver("a", TEN.plus(MINUTE), "f".repeat(59), now);

    assertThat(replayed)
        .extracting(Scene::words)
        .containsExactly("a: stale -> down late", "a: up -> down", "all: unknown -> down [a]");
  }

  @Test
  void whatAReplayInSeveralPartsLeftIsToldWhenTheFirstFreshResultComes() {
    watch("a");
    hear("a", TEN, "p");
    Instant now = TEN.plus(Duration.ofHours(1));
    scene.sweep(now);

    assertThat(deliver("a", TEN.plus(MINUTE), "f".repeat(30), now))
        .extracting(Scene::words)
        .containsExactly("a: stale -> down late");
    assertThat(deliver("a", TEN.plus(MINUTE.multipliedBy(31)), "f".repeat(29), now))
        .extracting(Scene::words)
        .containsExactly("a: up -> down", "all: unknown -> down [a]");
    assertThat(deliver("a", TEN.plus(MINUTE.multipliedBy(60)), "f", now)).isEmpty();
  }

  @Test
  void maintenanceIsMeasuredAndMarked() {
    watch("a", "b");
    hear("a", TEN, "p");
    hear("b", TEN, "p");
    scene.maintenance =
        new Maintenance(List.of(new Stretch("a", TEN, TEN.plus(Duration.ofHours(2)))));

    assertThat(hear("a", TEN.plus(MINUTE), "fff"))
        .extracting(Scene::words)
        .containsExactly("a: up -> down maintenance", "all: up -> regional [a] maintenance");
    assertThat(hear("b", TEN.plus(MINUTE), "fff"))
        .extracting(Scene::words)
        .containsExactly("b: up -> down", "all: regional -> down [a, b]");
  }

  @Test
  void aRegionThatIsNoLongerWatchedBecomesUnknownQuietlyAndSaysNothingAnyMore() {
    watch("a", "b");
    hear("a", TEN, "p");
    hear("b", TEN, "pfff");
    scene.end(check("b"));

    assertThat(scene.sweep(TEN.plus(MINUTE.multipliedBy(3))))
        .extracting(Scene::words)
        .containsExactly("b: down -> unknown quiet", "all: regional -> up");
  }

  private void watch(String... regions) {
    for (String region : regions) {
      checks.put(region, scene.watch(region));
    }
  }

  private List<Transition> hear(String region, Instant from, String runs) {
    return scene.hear(check(region), from, runs);
  }

  private List<Transition> deliver(String region, Instant from, String letters, Instant at) {
    return scene.deliver(check(region), from, letters, at);
  }

  private UUID check(String region) {
    return Objects.requireNonNull(checks.get(region));
  }
}
