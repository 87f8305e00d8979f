package dev.modmedic.region.jdbc;

import static dev.modmedic.probe.ProbeKind.TCP;
import static dev.modmedic.region.jdbc.Scene.WORKSPACE;
import static dev.modmedic.region.jdbc.Scene.failed;
import static dev.modmedic.region.jdbc.Scene.order;
import static dev.modmedic.region.jdbc.Scene.passed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.probe.CheckNote;
import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.region.Assignment;
import dev.modmedic.region.ResultFilter;
import dev.modmedic.region.ResultWire;
import dev.modmedic.region.RunQueue.Asked;
import dev.modmedic.region.RunResult;
import dev.modmedic.region.ServerLink.BatchAnswer;
import dev.modmedic.region.StoredResult;
import dev.modmedic.region.Watch;
import dev.modmedic.testing.PostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class AcceptResultsTest {
  private static final UUID AGENT = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
  private static final ResultFilter ALL =
      new ResultFilter(null, null, null, null, null, null, true);
  private static int made;

  private Scene scene;
  private SettableClock clock;
  private String region;
  private Watch watch;
  private Assignment assignment;
  private Instant due;

  @BeforeEach
  void prepare(DataSource dataSource) {
    clock = new SettableClock(Instant.parse("2026-11-27T12:00:00Z"));
    scene = new Scene(dataSource, clock);
    made++;
    region = "accept-" + made;
    scene.createRegion(region);
    watch = scene.create(order("accept" + made, Duration.ofMinutes(1), List.of(region), TCP));
    assignment = scene.inForce(region).getFirst();
    due = assignment.schedule().after(clock.instant());
    clock.set(due.plusSeconds(1));
  }

  private BatchAnswer accept(RunResult... runs) {
    return scene.accept.accept(WORKSPACE, region, AGENT, List.of(runs));
  }

  private List<StoredResult> stored() {
    return scene.results.list(WORKSPACE, watch.id(), ALL, null, 100);
  }

  @Test
  void aResultIsReadBackAsItCame() {
    RunResult run = failed(assignment, due);

    assertThat(accept(run)).isEqualTo(new BatchAnswer(1, 0, List.of()));

    assertThat(stored())
        .singleElement()
        .satisfies(result -> {
          assertThat(result.outcome()).isEqualTo("failed");
          assertThat(result.failure())
              .isEqualTo(
                  new StoredResult.Cause("resolver", "dns.timeout", "i/o timeout", "resolve"));
          assertThat(result.timings()).isEqualTo(run.result().first().timings());
          assertThat(result.agent()).isEqualTo(AGENT.toString());
          assertThat(result.receivedAt()).isEqualTo(clock.instant());
          assertThat(result.firstFailed()).isTrue();
          assertThat(ResultWire.readResult(Objects.requireNonNull(result.detail())))
              .isEqualTo(run.result());
        });
  }

  @Test
  void whatOnlyWarnedKeepsItsFirstWarning() {
    ProbeResult well = passed(assignment, due).result();
    var slow = new CheckNote("probe.slow", CheckNote.Level.WARN, "slow: it took 900 ms");
    accept(
        new RunResult(
            assignment.id(),
            due,
            new ProbeResult(
                well.startedAt(),
                Outcome.DEGRADED,
                well.first(),
                List.of(),
                List.of(slow),
                null,
                Map.of())));

    String kept =
        "select count(*) from probe_result where assignment_id = ? and cause is null"
            + " and message = 'slow: it took 900 ms' and failure_source = 'target'";
    assertThat(scene.count(kept, assignment.id())).isEqualTo(1);
    assertThat(stored()).singleElement().satisfies(one -> assertThat(one.failure()).isNull());
  }

  @Test
  void deliveredTwiceItCountsOnce() {
    Instant next = due.plus(assignment.interval());
    clock.set(next);
    accept(passed(assignment, due));

    assertThat(accept(failed(assignment, due), passed(assignment, next), passed(assignment, next)))
        .isEqualTo(new BatchAnswer(1, 2, List.of()));
    assertThat(stored()).extracting(StoredResult::outcome).containsExactly("passed", "passed");
  }

  @Test
  void theHealthEvaluationIsToldOfNewResultsOnly() {
    String count = "select count(*) from result_backlog where assignment_id = ?";
    accept(passed(assignment, due));
    accept(passed(assignment, due));

    assertThat(scene.count(count, assignment.id())).isEqualTo(1);
  }

  @Test
  void whatCannotBeIsRefusedWithItsReason() {
    UUID unknown = UUID.fromString("00000000-0000-7000-8000-000000000001");
    Instant future = due.plus(Duration.ofHours(1));
    Instant past = due.minus(Duration.ofDays(15));

    assertThat(
            accept(
                    new RunResult(unknown, due, passed(due)),
                    passed(assignment, due.plusMillis(1)),
                    passed(assignment, future),
                    passed(assignment, past),
                    passed(assignment, due.minus(assignment.interval())),
                    passed(assignment, due))
                .refused())
        .extracting(BatchAnswer.Refused::reason)
        .containsExactly(
            "is of no assignment of this region",
            "is not due at that time",
            "is due in the future",
            "is older than results are kept",
            "is due when the assignment was not in force");
    assertThat(stored()).hasSize(1);
  }

  @Test
  void anotherRegionsAssignmentIsRefused() {
    assertThat(scene.accept.accept(WORKSPACE, "local", null, List.of(passed(assignment, due))))
        .satisfies(answer -> assertThat(answer.refused()).hasSize(1));
  }

  @Test
  void whatWasDueAfterTheEndIsRefused() {
    scene.watchStore.delete(WORKSPACE, watch.id(), null);

    assertThat(accept(passed(assignment, due)).refused()).hasSize(1);
  }

  @Test
  void aRealResultTakesThePlaceOfAMissedOneAndOfNoOther() {
    scene.accounts.record(
        WORKSPACE,
        List.of(new dev.modmedic.region.RunKey(assignment.id(), due)),
        Map.of(assignment.id(), due),
        clock.instant());
    assertThat(stored()).extracting(StoredResult::outcome).containsExactly("missed");

    assertThat(accept(passed(assignment, due)).accepted()).isEqualTo(1);
    assertThat(accept(failed(assignment, due)).duplicates()).isEqualTo(1);
    assertThat(stored()).extracting(StoredResult::outcome).containsExactly("passed");
  }

  @Test
  void aRunThatWasAskedForIsTakenAtAnyTime() {
    Asked asked = ask();

    assertThat(asked.key().due()).isEqualTo(clock.instant());
    assertThat(accept(passed(assignment, asked.key().due())).accepted()).isEqualTo(1);
    assertThat(accept(passed(assignment, asked.key().due())).duplicates()).isEqualTo(1);
    assertThat(stored()).singleElement().satisfies(r -> assertThat(r.requested()).isTrue());
    assertThat(scene.runs(region)).isEmpty();
  }

  @Test
  void twoWishesInOneMillisecondAreTwoRuns() {
    assertThat(ask().key()).isNotEqualTo(ask().key());
  }

  private Asked ask() {
    return scene.ask(watch.id(), region, clock.instant(), 10).orElseThrow().getFirst();
  }

  @Test
  void onlySoManyWishesWait() {
    for (int i = 0; i < 10; i++) {
      ask();
    }
    assertThat(scene.ask(watch.id(), region, clock.instant(), 10)).isEmpty();
  }

  @Test
  void whatPostgresCannotHoldIsReplaced() {
    ProbeResult plain = passed(due);
    ProbeResult odd =
        new ProbeResult(
            plain.startedAt(),
            plain.outcome(),
            plain.first(),
            List.of(),
            List.of(new CheckNote("goproxy.list", CheckNote.Level.WARN, "a\0b\ud800")),
            null,
            Map.of());

    assertThat(accept(new RunResult(assignment.id(), due, odd)).accepted()).isEqualTo(1);
    @Nullable Object detail = stored().getFirst().detail();
    assertThat(String.valueOf(detail)).contains("a\ufffdb\ufffd");
  }

  @Test
  void secretsThatServersSpeakOfAreNotKept() {
    ProbeResult plain = passed(due);
    ProbeResult told =
        new ProbeResult(
            plain.startedAt(),
            plain.outcome(),
            plain.first(),
            List.of(),
            List.of(
                new CheckNote(
                    "goproxy.list", CheckNote.Level.FAIL, "Get https://bob:hunter2@a.example/x")),
            null,
            Map.of());

    accept(new RunResult(assignment.id(), due, told));
    assertThat(String.valueOf(stored().getFirst().detail())).doesNotContain("hunter2");
  }

  @Test
  void pagesGoOnBehindTheLastRun() {
    Instant next = due.plus(assignment.interval());
    clock.set(next);
    accept(passed(assignment, due), failed(assignment, next));

    List<StoredResult> first = scene.results.list(WORKSPACE, watch.id(), ALL, null, 1);
    assertThat(first).extracting(r -> r.key().due()).containsExactly(next);
    assertThat(scene.results.list(WORKSPACE, watch.id(), ALL, first.getFirst().key(), 5))
        .extracting(r -> r.key().due())
        .containsExactly(due);
    ResultFilter failures =
        new ResultFilter(region, TCP, "failed", assignment.id(), due, null, false);
    assertThat(scene.results.list(WORKSPACE, watch.id(), failures, null, 5))
        .singleElement()
        .satisfies(r -> assertThat(r.detail()).isNull());
  }
}
