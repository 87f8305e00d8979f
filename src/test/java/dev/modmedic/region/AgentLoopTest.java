package dev.modmedic.region;

import static dev.modmedic.region.AgentSamples.assignment;
import static dev.modmedic.region.AgentSamples.passed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.ProbeRequest;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.probe.Prober;
import dev.modmedic.region.AgentEvent.Active;
import dev.modmedic.region.AgentEvent.Disconnected;
import dev.modmedic.region.AgentEvent.ProbeBroken;
import dev.modmedic.region.AgentEvent.Reconnected;
import dev.modmedic.region.AgentEvent.ResultsDropped;
import dev.modmedic.region.AgentEvent.RunsSkipped;
import dev.modmedic.region.AgentEvent.Standby;
import dev.modmedic.region.AgentEvent.Waiting;
import dev.modmedic.region.AssignmentMemory.Kept;
import dev.modmedic.region.ScriptedServer.Line;
import dev.modmedic.region.ServerLink.LinkRefused;
import dev.modmedic.testing.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentLoopTest {
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final Assignment ONE = assignment("one.example.com", INTERVAL);
  private static final Assignment TWO = assignment("two.example.com", INTERVAL);

  private final ConcurrentLinkedQueue<AgentEvent> events = new ConcurrentLinkedQueue<>();
  private final ScriptedServer server = new ScriptedServer(InstantSource.system());
  private final MemoryAssignments assignments = new MemoryAssignments();
  private Duration skew = Duration.ZERO;
  private MemorySpool spool = new MemorySpool(100_000);
  private Prober prober = request -> passed(Instant.EPOCH);
  private int capacity = 100;
  private AgentLoop agent = agent();

  @AfterEach
  void stop() {
    agent.close();
  }

  @Test
  void everyDueRunReachesTheServerOnce() throws InterruptedException {
    server.assign(ONE);
    server.assign(TWO);
    start();

    awaitResults(20);

    assertEveryDueTimeHasItsResult(ONE);
    assertEveryDueTimeHasItsResult(TWO);
    assertThat(server.duplicates()).isZero();
    assertThat(told()).hasExactlyElementsOfTypes(Active.class);
  }

  @Test
  void aPartitionOfSeveralIntervalsLosesNothingAndDoublesNothing() throws InterruptedException {
    server.assign(ONE);
    start();
    awaitResults(3);

    server.line(Line.ANSWERS_LOST); // what is under way arrives, and the agent cannot know
    Eventually.isTrue(() -> !server.batches().isEmpty() && spool.size() > 0, events::toString);
    server.line(Line.CUT);
    Eventually.isTrue(() -> spool.size() >= 10, events::toString);
    int before = server.accepted().size();
    server.line(Line.WHOLE);
    awaitResults(before + 10);
    // Told once the answer is back, which is after the results have arrived.
    Eventually.isTrue(
        () -> events.stream().anyMatch(Reconnected.class::isInstance), events::toString);

    assertEveryDueTimeHasItsResult(ONE);
    assertThat(told())
        .hasExactlyElementsOfTypes(Active.class, Disconnected.class, Reconnected.class);
    // How many still wait by then depends on which of its two threads gets through first.
    List<Instant> sent =
        server.batches().stream().flatMap(List::stream).map(RunResult::due).distinct().toList();
    assertThat(sent).isSorted();
  }

  @Test
  void aServerThatIsAwayAtTheStartIsWaitedFor() throws InterruptedException {
    server.assign(ONE);
    server.line(Line.CUT);
    start();
    Eventually.isTrue(() -> !events.isEmpty(), events::toString);
    server.line(Line.WHOLE);

    awaitResults(3);

    // Whether its results or its questions get through first decides when it is connected again.
    assertThat(events).hasAtLeastOneElementOfType(Waiting.class);
    assertThat(events).doesNotHaveAnyElementsOfTypes(Disconnected.class, Standby.class);
  }

  @Test
  void startedAgainWhileTheServerIsAwayItGoesOnWithWhatWasAssigned() throws InterruptedException {
    skew = Duration.ofMinutes(-10);
    agent = agent();
    server.assign(ONE);
    start();
    awaitResults(2);
    Kept kept = assignments.recall().orElseThrow();
    killed(kept);

    server.line(Line.CUT);
    Instant cut = Instant.now();
    start();
    Eventually.isTrue(() -> spool.size() >= 3, events::toString);
    assertThat(told()).hasExactlyElementsOfTypes(Disconnected.class, Active.class);

    int before = server.accepted().size();
    server.line(Line.WHOLE);
    awaitResults(before + 5);
    Eventually.isTrue(
        () -> events.stream().anyMatch(Reconnected.class::isInstance), events::toString);
    assertThat(told())
        .hasExactlyElementsOfTypes(Disconnected.class, Active.class, Reconnected.class);
    assertThat(server.accepted().getLast().due()).isBetween(cut, Instant.now());
  }

  @Test
  void whatNoLongerHoldsIsNotGoneOnWith() throws InterruptedException {
    server.assign(ONE);
    assignments.keep(new Kept(Instant.now().minusSeconds(1), Duration.ZERO, List.of(ONE)));
    server.line(Line.CUT);
    start();

    Eventually.isTrue(() -> !events.isEmpty(), events::toString);
    assertThat(told()).hasExactlyElementsOfTypes(Waiting.class);
    assertThat(spool.size()).isZero();
  }

  @Test
  void whoHandedOverDoesNotGoOnByItself() throws InterruptedException {
    server.assign(ONE);
    start();
    awaitResults(1);
    agent.close();

    assertThat(assignments.recall().orElseThrow().until()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void whoIsRefusedForgetsWhatItHadToDo() throws InterruptedException {
    server.assign(ONE);
    start();
    awaitResults(1);
    server.revoke();
    agent.awaitEnd();

    assertThat(assignments.recall()).isEmpty();
  }

  @Test
  void whoStandsBySaysSoAtTheStart() throws InterruptedException {
    server.assign(ONE);
    server.active(false);
    start();

    Eventually.isTrue(() -> !events.isEmpty(), events::toString);
    assertThat(told()).hasExactlyElementsOfTypes(Standby.class);
  }

  /** An agent that is killed hands nothing over; what it kept stays. */
  private void killed(Kept kept) {
    agent.close();
    assignments.keep(kept);
    spool = new MemorySpool(100_000);
    events.clear();
    agent = agent();
  }

  @Test
  void aClockThatIsTenMinutesOffStillRunsWhenTheServerThinksItIsDue() throws InterruptedException {
    skew = Duration.ofMinutes(-10);
    server.assign(ONE);
    Instant before = Instant.now();
    agent = agent();
    start();

    awaitResults(5);

    assertThat(server.accepted())
        .allSatisfy(
            result -> assertThat(result.due()).isBetween(before.minusMillis(100), Instant.now()));
    assertThat(server.requests().getFirst().agentTime())
        .isBefore(before.minus(Duration.ofMinutes(9)));
  }

  @Test
  void aRefusedTokenIsAFailedStart() {
    server.revoke();

    assertThatExceptionOfType(LinkRefused.class).isThrownBy(this::start);
  }

  @Test
  void aTokenRevokedLaterIsTold() throws InterruptedException {
    server.assign(ONE);
    start();
    awaitResults(1);
    server.revoke();

    assertThat(agent.awaitEnd())
        .hasValueSatisfying(refused -> assertThat(refused).hasMessage("This token was revoked."));
  }

  @Test
  void aRequestedRunIsMadeWhileStandingBy() throws InterruptedException {
    server.active(false);
    Instant due = Instant.now();
    server.request(ONE, due);
    start();

    awaitResults(1);

    assertThat(server.accepted()).extracting(RunResult::due).containsExactly(due);
    assertThat(server.batches()).hasSize(1);
  }

  @Test
  void whoIsToldToStandByStartsNoMore() throws InterruptedException {
    server.assign(ONE);
    start();
    awaitResults(2);
    server.active(false);
    Eventually.isTrue(() -> events.stream().anyMatch(Standby.class::isInstance), events::toString);
    int syncs = server.requests().size();
    Eventually.isTrue(
        () -> spool.size() == 0 && server.requests().size() > syncs + 1, events::toString);
    int results = server.accepted().size();
    Eventually.isTrue(() -> server.requests().size() > syncs + 6, events::toString);

    assertThat(server.accepted()).hasSize(results);
  }

  @Test
  void twoRunsOfOneAssignmentNeverOverlapAndOverloadIsTold() throws InterruptedException {
    capacity = 4;
    Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
    AtomicInteger mostOfOne = new AtomicInteger();
    AtomicInteger all = new AtomicInteger();
    AtomicInteger mostOfAll = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    prober =
        request -> {
          AtomicInteger same =
              underWay.computeIfAbsent(request.target().name(), name -> new AtomicInteger());
          mostOfOne.accumulateAndGet(same.incrementAndGet(), Math::max);
          mostOfAll.accumulateAndGet(all.incrementAndGet(), Math::max);
          try {
            never.await(request.deadline().toMillis(), TimeUnit.MILLISECONDS);
            return passed(Instant.now());
          } finally {
            same.decrementAndGet();
            all.decrementAndGet();
          }
        };
    agent = agent();
    for (int i = 0; i < 40; i++) {
      server.assign(assignment("host" + i, INTERVAL));
    }
    start();

    Eventually.isTrue(() -> skipped() > 100 && server.accepted().size() > 20, events::toString);

    assertThat(mostOfOne).hasValue(1);
    assertThat(mostOfAll).hasValue(4);
  }

  @Test
  void aProbeThatDoesNotEndIsInterruptedWithinItsInterval() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    prober =
        request -> {
          never.await();
          return passed(Instant.now());
        };
    agent = agent();
    server.assign(ONE);
    start();

    Eventually.isTrue(
        () -> events.stream().filter(ProbeBroken.class::isInstance).count() >= 3, events::toString);
    awaitResults(1);

    assertThat(server.accepted())
        .allSatisfy(run -> assertThat(run.result().outcome()).isEqualTo(Outcome.OFFLINE));
  }

  @Test
  void aProberThatBreaksLosesNoRun() throws InterruptedException {
    prober =
        request -> {
          throw new IllegalArgumentException("no URL");
        };
    agent = agent();
    server.assign(ONE);
    start();

    awaitResults(3);

    assertThat(server.accepted())
        .allSatisfy(run -> {
          assertThat(run.result().outcome()).isEqualTo(Outcome.OFFLINE);
          assertThat(run.result().failure().orElseThrow().message())
              .isEqualTo("ModMedic's own probe failed: java.lang.IllegalArgumentException: no URL");
        });
    assertThat(events).hasAtLeastOneElementOfType(ProbeBroken.class);
  }

  @Test
  void whatFindsNoRoomIsCountedAndTheOldestAreKept() throws InterruptedException {
    spool = new MemorySpool(5);
    agent = agent();
    server.assign(ONE);
    start();
    awaitResults(1);
    Eventually.isTrue(() -> spool.size() == 0, events::toString);
    server.line(Line.CUT);
    Eventually.isTrue(() -> spool.dropped() >= 3, events::toString);
    int before = server.accepted().size();
    server.line(Line.WHOLE);

    awaitResults(before + 5);

    assertThat(events).hasAtLeastOneElementOfType(ResultsDropped.class);
    List<Instant> dues = dues(ONE);
    assertThat(Duration.between(dues.get(before - 1), dues.get(before + 4)))
        .isEqualTo(INTERVAL.multipliedBy(5));
    Eventually.isTrue(
        () -> server.requests().getLast().dropped() >= 3, () -> server.requests().getLast());
  }

  @Test
  void whoLeavesHandsOverTheLeaseAndAllItHas() throws InterruptedException {
    server.assign(ONE);
    start();
    awaitResults(2);

    agent.close();

    assertThat(server.requests().getLast().leaving()).isTrue();
    assertThat(spool.size()).isZero();
    assertEveryDueTimeHasItsResult(ONE);
  }

  @Test
  void whoLeavesWhileCutOffKeepsItsResults() throws InterruptedException {
    server.assign(ONE);
    start();
    awaitResults(1);
    server.line(Line.CUT);
    Eventually.isTrue(() -> spool.size() >= 3, events::toString);

    agent.close();

    assertThat(spool.size()).isGreaterThanOrEqualTo(3);
  }

  private void start() throws InterruptedException {
    agent.start();
  }

  private AgentLoop agent() {
    AgentClock clock =
        new AgentClock(InstantSource.offset(InstantSource.system(), skew), System::nanoTime);
    SelfCheck selfCheck =
        new SelfCheck(
            References.ofAgent(List.of(), List.of(new HostPort("server.example.com", 443))),
            references -> true,
            clock,
            Duration.ZERO,
            events::add);
    Prober timed = request -> timed(clock, request);
    return new AgentLoop(
        clock,
        server,
        spool,
        timed,
        selfCheck,
        assignments,
        events::add,
        new AgentLoop.Settings("test", capacity, Duration.ofMillis(20)));
  }

  /** The scripted prober, with a start by the agent's clock. */
  private ProbeResult timed(AgentClock clock, ProbeRequest request) throws InterruptedException {
    Instant started = clock.instant();
    prober.probe(request);
    return passed(started);
  }

  private void awaitResults(int count) {
    Eventually.isTrue(() -> server.accepted().size() >= count, events::toString);
  }

  private int skipped() {
    return events.stream()
        .mapToInt(event -> event instanceof RunsSkipped(int count) ? count : 0)
        .sum();
  }

  private List<Instant> dues(Assignment assignment) {
    return server.accepted().stream()
        .filter(result -> result.assignment().equals(assignment.id()))
        .map(RunResult::due)
        .toList();
  }

  private void assertEveryDueTimeHasItsResult(Assignment assignment) {
    List<Instant> dues = dues(assignment);
    for (int i = 1; i < dues.size(); i++) {
      assertThat(dues.get(i)).isEqualTo(assignment.schedule().after(dues.get(i - 1)));
    }
    assertThat(server.accepted())
        .allSatisfy(
            result -> assertThat(result.result().startedAt()).isAfterOrEqualTo(result.due()));
  }

  /** All but the runs that a busy machine came too late for. */
  private List<AgentEvent> told() {
    return events.stream().filter(event -> !(event instanceof RunsSkipped)).toList();
  }
}
