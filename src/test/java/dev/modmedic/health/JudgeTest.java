package dev.modmedic.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.health.Maintenance.Stretch;
import dev.modmedic.health.TargetHealth.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Instant TEN = Instant.parse("2026-11-27T10:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Judge judge = new Judge(HealthRules.DEFAULTS, UUID::randomUUID);
  private TargetHealth target =
      new TargetHealth(UUID.randomUUID(), Map.of(), Map.of(), TargetState.UNKNOWN, TEN);
  private Instant now = TEN;
  private Maintenance maintenance = Maintenance.NONE;

  @Test
  void aFirstGoodWordIsNoNews() {
    watch("a");

    assertThat(hear("a", TEN, "p"))
        .extracting(JudgeTest::words)
        .containsExactly("a: unknown -> up quiet", "all: unknown -> up quiet");
  }

  @Test
  void anOutageEverywhereIsToldOnceForEachRegionAndOnceForTheTarget() {
    watch("a", "b", "c");
    List.of("a", "b", "c").forEach(region -> hear(region, TEN, "p"));

    Instant eleven = TEN.plus(Duration.ofHours(1));
    assertThat(hear("a", eleven, "fff"))
        .extracting(JudgeTest::words)
        .containsExactly("a: up -> down", "all: up -> regional [a]");
    assertThat(hear("b", eleven, "fff"))
        .extracting(JudgeTest::words)
        .containsExactly("b: up -> down", "all: regional -> down [a, b]");
    assertThat(hear("c", eleven, "fff"))
        .extracting(JudgeTest::words)
        .containsExactly("c: up -> down");
    List<Transition> back = hear("a", eleven.plus(MINUTE.multipliedBy(3)), "pp");
    hear("b", eleven.plus(MINUTE.multipliedBy(3)), "pp");

    assertThat(back.getFirst().lasted()).isEqualTo(Duration.ofMinutes(2));
    assertThat(back.getFirst().trouble().cause()).isEqualTo("dns.timeout");
    assertThat(target.state()).isEqualTo(TargetState.REGIONAL);
  }

  @Test
  void theSameRunsAgainChangeNothing() {
    watch("a");
    hear("a", TEN, "pfff");
    TargetHealth before = target;

    assertThat(hear("a", TEN, "pfff")).isEmpty();
    assertThat(target).isEqualTo(before);
  }

  @Test
  void aRegionThatFellSilentIsToldByItsOneNoticeAndNotForEachTarget() {
    watch("a", "b");
    hear("a", TEN, "p");
    hear("b", TEN, "pfff");
    now = TEN.plus(Duration.ofMinutes(10));

    List<Transition> silence = apply(judge.silence(target, Set.of("a", "b"), maintenance, now));

    assertThat(silence)
        .extracting(JudgeTest::words)
        .containsExactly(
            "a: up -> stale quiet", "b: down -> stale quiet", "all: regional -> unknown quiet");
    assertThat(apply(judge.silence(target, Set.of("a", "b"), maintenance, now))).isEmpty();
  }

  @Test
  void aSingleCheckThatFellSilentIsTold() {
    watch("a");
    hear("a", TEN, "p");
    now = TEN.plus(Duration.ofMinutes(10));

    assertThat(apply(judge.silence(target, Set.of(), maintenance, now)))
        .extracting(JudgeTest::words)
        .containsExactly("a: up -> stale", "all: up -> unknown quiet");
  }

  @Test
  void goingOnAsBeforeTheSilenceIsNoNews() {
    watch("a");
    hear("a", TEN, "p");
    now = TEN.plus(Duration.ofMinutes(10));
    apply(judge.silence(target, Set.of("a"), maintenance, now));

    assertThat(hear("a", now, "p"))
        .extracting(JudgeTest::words)
        .containsExactly("a: stale -> up quiet", "all: unknown -> up quiet");
  }

  @Test
  void resultsThatComeLongAfterwardsReplayHistoryAndWakeNobody() {
    watch("a");
    hear("a", TEN, "p");
    now = TEN.plus(Duration.ofHours(3));
    apply(judge.silence(target, Set.of("a"), maintenance, now));

    List<Transition> replayed = deliver("a", TEN.plus(MINUTE), "pppfffppp", now);

    assertThat(replayed)
        .extracting(JudgeTest::words)
        .containsExactly("a: stale -> up late quiet", "a: up -> down late", "a: down -> up late");
    assertThat(replayed.get(1).at()).isEqualTo(TEN.plus(MINUTE.multipliedBy(6)));
  }

  @Test
  void whatIsStillSoAfterAReplayIsToldThough() {
    watch("a");
    hear("a", TEN, "p");
    now = TEN.plus(Duration.ofHours(1));
    apply(judge.silence(target, Set.of("a"), maintenance, now));

    List<Transition> replayed = deliver("a", TEN.plus(MINUTE), "f".repeat(59), now);

    assertThat(replayed)
        .extracting(JudgeTest::words)
        .containsExactly("a: stale -> down", "all: unknown -> down [a]");
  }

  @Test
  void whatAReplayInSeveralPartsLeftIsToldWhenTheFirstFreshResultComes() {
    watch("a");
    hear("a", TEN, "p");
    now = TEN.plus(Duration.ofHours(1));
    apply(judge.silence(target, Set.of("a"), maintenance, now));

    assertThat(deliver("a", TEN.plus(MINUTE), "f".repeat(30), now))
        .extracting(JudgeTest::words)
        .containsExactly("a: stale -> down late");
    assertThat(deliver("a", TEN.plus(MINUTE.multipliedBy(31)), "f".repeat(29), now))
        .extracting(JudgeTest::words)
        .containsExactly("a: stale -> down", "all: unknown -> down [a]");
    assertThat(deliver("a", TEN.plus(MINUTE.multipliedBy(60)), "f", now)).isEmpty();
  }

  @Test
  void maintenanceIsMeasuredAndMarked() {
    watch("a", "b");
    hear("a", TEN, "p");
    hear("b", TEN, "p");
    maintenance = new Maintenance(List.of(new Stretch("a", TEN, TEN.plus(Duration.ofHours(2)))));

    assertThat(hear("a", TEN.plus(MINUTE), "fff"))
        .extracting(JudgeTest::words)
        .containsExactly("a: up -> down maintenance", "all: up -> regional [a] maintenance");
    assertThat(hear("b", TEN.plus(MINUTE), "fff"))
        .extracting(JudgeTest::words)
        .containsExactly("b: up -> down", "all: regional -> down [a, b]");
  }

  @Test
  void aRegionThatIsNoLongerWatchedBecomesUnknownQuietly() {
    watch("a", "b");
    hear("a", TEN, "p");
    hear("b", TEN, "pfff");
    Map<UUID, Check> left = new HashMap<>(target.checks());
    left.values().removeIf(check -> check.region().equals("b"));
    target = new TargetHealth(target.id(), left, target.regions(), target.state(), target.since());

    assertThat(apply(judge.silence(target, Set.of(), maintenance, now)))
        .extracting(JudgeTest::words)
        .containsExactly("b: down -> unknown quiet", "all: regional -> up quiet");
  }

  private void watch(String... regions) {
    Map<UUID, Check> checks = new HashMap<>(target.checks());
    for (String region : regions) {
      checks.put(UUID.randomUUID(), new Check(region, "http", MINUTE, CheckHealth.unknown(TEN)));
    }
    target =
        new TargetHealth(target.id(), checks, target.regions(), target.state(), target.since());
  }

  /** Runs a minute apart, delivered when the last one was due. */
  private List<Transition> hear(String region, Instant from, String runs) {
    now = from.plus(MINUTE.multipliedBy(runs.length() - 1));
    return deliver(region, from, runs, now);
  }

  private List<Transition> deliver(String region, Instant from, String letters, Instant at) {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      runs.add(Runs.run(from.plus(MINUTE.multipliedBy(i)), letters.charAt(i)));
    }
    UUID assignment =
        target.checks().entrySet().stream()
            .filter(entry -> entry.getValue().region().equals(region))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    return apply(judge.results(target, Map.of(assignment, runs), maintenance, at));
  }

  private List<Transition> apply(Judgement judgement) {
    target = judgement.after();
    return judgement.transitions();
  }

  private static String words(Transition transition) {
    return (transition.region() == null ? "all" : transition.region())
        + ": "
        + transition.from()
        + " -> "
        + transition.to()
        + (transition.regions().isEmpty() ? "" : " " + transition.regions())
        + (transition.late() ? " late" : "")
        + (transition.inMaintenance() ? " maintenance" : "")
        + (transition.quiet() ? " quiet" : "");
  }
}
