package dev.modmedic.region;

import static dev.modmedic.region.AgentSamples.NOON;
import static dev.modmedic.region.AgentSamples.assignment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.region.RunPlan.Turn;
import dev.modmedic.region.ServerLink.Requested;
import dev.modmedic.region.ServerLink.SyncAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunPlanTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Assignment ONE = assignment("one.example.com", MINUTE);

  private final RunPlan plan = new RunPlan(10);

  @Test
  void eachDueTimeStartsOneRun() {
    plan.follow(active(ONE), NOON);

    List<Instant> due = dues(everySecond(NOON, NOON.plus(MINUTE.multipliedBy(3))));

    Instant first = ONE.schedule().after(NOON);
    assertThat(due).containsExactly(first, first.plus(MINUTE), first.plus(MINUTE.multipliedBy(2)));
  }

  @Test
  void itWakesExactlyWhenSomethingIsDue() {
    plan.follow(active(ONE), NOON);

    Instant due = ONE.schedule().after(NOON);

    assertThat(plan.wakeAt(NOON)).isEqualTo(due);
    assertThat(plan.turn(due.minusMillis(1)).start()).isEmpty();
    assertThat(plan.turn(due).start()).hasSize(1);
  }

  @Test
  void withoutAnAnswerItGoesOnUntilItsTimeEnds() {
    plan.follow(answer(true, MINUTE.multipliedBy(5), List.of(ONE), List.of()), NOON);

    List<Run> runs = everySecond(NOON, NOON.plus(MINUTE.multipliedBy(20)));

    assertThat(runs).hasSize(5);
    assertThat(plan.isActive(NOON.plus(MINUTE.multipliedBy(5)))).isFalse();
    assertThat(plan.wakeAt(NOON.plus(MINUTE.multipliedBy(20)))).isEqualTo(Instant.MAX);
  }

  @Test
  void anAgentThatStandsByStartsNothing() {
    plan.follow(answer(false, Duration.ZERO, List.of(ONE), List.of()), NOON);

    assertThat(everySecond(NOON, NOON.plus(MINUTE.multipliedBy(3)))).isEmpty();
  }

  @Test
  void whoTakesOverBeginsWithTheNextDueTime() {
    plan.follow(answer(false, Duration.ZERO, List.of(ONE), List.of()), NOON);
    Instant later = NOON.plus(MINUTE.multipliedBy(30));
    plan.follow(answer(true, Duration.ofHours(1), null, List.of()), later);

    assertThat(plan.turn(later).start()).isEmpty();
    assertThat(plan.turn(ONE.schedule().after(later)).start()).hasSize(1);
  }

  @Test
  void aRequestedRunStartsAtOnceEvenWhileStandingBy() {
    plan.follow(answer(false, Duration.ZERO, List.of(), List.of(new Requested(ONE, NOON))), NOON);

    assertThat(plan.turn(NOON).start()).containsExactly(new Run(ONE, NOON, true));
  }

  @Test
  void aRequestedRunThatIsHandedOutTwiceIsMadeOnce() {
    SyncAnswer answer = answer(false, Duration.ZERO, List.of(), List.of(new Requested(ONE, NOON)));
    plan.follow(answer, NOON);
    Run run = plan.turn(NOON).start().getFirst();
    plan.follow(answer, NOON.plusSeconds(10));
    finish(run, true);

    assertThat(plan.turn(NOON.plusSeconds(11)).start()).isEmpty();
  }

  @Test
  void aRequestedRunThatCameToNothingIsMadeAgain() {
    SyncAnswer answer = answer(false, Duration.ZERO, List.of(), List.of(new Requested(ONE, NOON)));
    plan.follow(answer, NOON);
    finish(plan.turn(NOON).start().getFirst(), false);
    plan.follow(answer, NOON.plusSeconds(10));

    assertThat(plan.turn(NOON.plusSeconds(11)).start()).hasSize(1);
  }

  @Test
  void twoRunsOfOneAssignmentAreNeverUnderWayTogether() {
    plan.follow(active(ONE), NOON);
    Instant due = ONE.schedule().after(NOON);
    Run first = plan.turn(due).start().getFirst();
    Instant next = due.plus(MINUTE);

    assertThat(plan.turn(next).start()).isEmpty();
    plan.probed(first);
    assertThat(plan.turn(next.plusSeconds(1)).start()).containsExactly(new Run(ONE, next, false));
  }

  @Test
  void aRunThatCannotStartInHalfAnIntervalIsCounted() {
    plan.follow(active(ONE), NOON);
    Instant due = ONE.schedule().after(NOON);
    Run stuck = plan.turn(due).start().getFirst();
    Instant next = due.plus(MINUTE);
    assertThat(plan.turn(next).skipped()).isZero();

    assertThat(plan.wakeAt(next)).isEqualTo(next.plusSeconds(30).plusMillis(1));
    assertThat(plan.turn(next.plusSeconds(30)).skipped()).isZero();
    assertThat(plan.turn(next.plusSeconds(30).plusMillis(1)).skipped()).isOne();
    finish(stuck, true);
    assertThat(plan.turn(next.plus(MINUTE)).start()).hasSize(1);
  }

  @Test
  void anOverloadedScheduleCountsEveryRunThatItCannotStart() {
    List<Assignment> many =
        IntStream.range(0, 100).mapToObj(i -> assignment("host" + i, MINUTE)).toList();
    plan.follow(answer(true, Duration.ofHours(1), many, List.of()), NOON);
    List<Run> started = new ArrayList<>();
    int skipped = 0;
    for (Instant now = NOON; now.isBefore(NOON.plusSeconds(600)); now = now.plusSeconds(1)) {
      Turn turn = plan.turn(now); // nothing ever ends
      started.addAll(turn.start());
      skipped += turn.skipped();
    }

    assertThat(started).hasSize(10);
    assertThat(plan.inHand()).isEqualTo(10);
    // Of ten minutes' runs, those of the last half minute still wait.
    assertThat(skipped).isBetween(990 - 100, 990);
  }

  @Test
  void afterAPauseOnlyTheLastDueTimeIsMadeAndTheOthersCount() {
    plan.follow(answer(true, Duration.ofHours(1), List.of(ONE), List.of()), NOON);
    Instant due = ONE.schedule().after(NOON);

    Turn turn = plan.turn(due.plus(MINUTE.multipliedBy(4)).plusSeconds(1));

    assertThat(turn.start()).containsExactly(new Run(ONE, due.plus(MINUTE.multipliedBy(4)), false));
    assertThat(turn.skipped()).isEqualTo(4);
  }

  @Test
  void aThousandNewAssignmentsShiftNoOthers() {
    RunPlan large = new RunPlan(2_000);
    large.follow(active(ONE), NOON);
    Instant due = ONE.schedule().after(NOON);
    List<Assignment> more = new ArrayList<>(List.of(ONE));
    IntStream.range(0, 1_000).forEach(i -> more.add(assignment("host" + i, MINUTE)));

    large.follow(answer(true, Duration.ofHours(1), more, List.of()), due.minusMillis(1));

    assertThat(large.turn(due).start()).contains(new Run(ONE, due, false));
  }

  @Test
  void whatIsNoLongerAssignedIsNoLongerStarted() {
    plan.follow(active(ONE), NOON);
    plan.follow(answer(true, Duration.ofHours(1), List.of(), List.of()), NOON.plusSeconds(1));

    assertThat(everySecond(NOON, NOON.plus(MINUTE.multipliedBy(3)))).isEmpty();
  }

  @Test
  void aClockThatWasCorrectedBackwardsStopsNothing() {
    Instant wrong = NOON.plus(Duration.ofMinutes(10));
    plan.follow(
        new SyncAnswer(wrong, true, Duration.ofHours(1), "1", List.of(ONE), List.of(), MINUTE),
        wrong);
    plan.realign(NOON);

    assertThat(plan.wakeAt(NOON)).isEqualTo(ONE.schedule().after(NOON));
  }

  @Test
  void aProbeIsToEndWithinItsInterval() {
    Run run = new Run(assignment("quick.example.com", Duration.ofSeconds(5)), NOON, false);

    assertThat(run.request().deadline()).isEqualTo(Duration.ofMillis(4_500));
    assertThat(new Run(ONE, NOON, false).request().deadline()).isEqualTo(Duration.ofSeconds(10));
  }

  private List<Run> everySecond(Instant from, Instant until) {
    List<Run> started = new ArrayList<>();
    for (Instant now = from; now.isBefore(until.plusSeconds(1)); now = now.plusSeconds(1)) {
      List<Run> runs = plan.turn(now).start();
      runs.forEach(run -> finish(run, true));
      started.addAll(runs);
    }
    return started;
  }

  private void finish(Run run, boolean done) {
    plan.probed(run);
    plan.finished(run, done);
  }

  private static List<Instant> dues(List<Run> runs) {
    return runs.stream().map(Run::due).toList();
  }

  private static SyncAnswer active(Assignment assignment) {
    return answer(true, Duration.ofHours(1), List.of(assignment), List.of());
  }

  private static SyncAnswer answer(
      boolean active,
      Duration activeFor,
      @Nullable List<Assignment> assignments,
      List<Requested> now) {
    return new SyncAnswer(NOON, active, activeFor, "1", assignments, now, Duration.ofSeconds(10));
  }
}
