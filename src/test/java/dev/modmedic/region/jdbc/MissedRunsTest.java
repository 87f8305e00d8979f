package dev.modmedic.region.jdbc;

import static dev.modmedic.probe.ProbeKind.TCP;
import static dev.modmedic.region.jdbc.Scene.WORKSPACE;
import static dev.modmedic.region.jdbc.Scene.order;
import static dev.modmedic.region.jdbc.Scene.passed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.region.Agent;
import dev.modmedic.region.Assignment;
import dev.modmedic.region.MissedRuns;
import dev.modmedic.region.Order;
import dev.modmedic.region.Patience;
import dev.modmedic.region.Watch;
import dev.modmedic.testing.PostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class MissedRunsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static int made;

  private Scene scene;
  private SettableClock clock;
  private MissedRuns missed;
  private String region;
  private Watch watch;
  private Assignment assignment;

  @BeforeEach
  void prepare(DataSource dataSource) {
    clock = new SettableClock(Instant.parse("2026-11-27T12:00:00Z"));
    scene = new Scene(dataSource, clock);
    missed =
        new MissedRuns(
            scene.accounts, new Patience(Duration.ofMinutes(3), Duration.ofHours(1)), clock);
    made++;
    region = "missed-" + made;
    scene.createRegion(region);
    watch = scene.create(order("missed" + made, MINUTE, List.of(region), TCP));
    assignment = scene.inForce(region).getFirst();
  }

  private List<String> outcomes() {
    return scene.texts(
        "select outcome from probe_result where target_id = ? order by due", watch.id());
  }

  private void look(Duration later) {
    clock.set(Instant.parse("2026-11-27T12:00:00Z").plus(later));
    missed.look(WORKSPACE);
  }

  @Test
  void runsWithoutResultAreMissedAfterTwoIntervalsAndMore() {
    look(Duration.ofMinutes(5));
    assertThat(outcomes()).isEmpty();

    look(Duration.ofMinutes(9));
    assertThat(outcomes()).hasSize(4).containsOnly("missed");
    look(Duration.ofMinutes(9));
    assertThat(outcomes()).hasSize(4);
  }

  @Test
  void runsWithResultAreNot() {
    List<Instant> due =
        assignment
            .schedule()
            .between(clock.instant(), clock.instant().plus(MINUTE.multipliedBy(4)), 9);
    clock.advance(Duration.ofMinutes(5));
    scene.accept.accept(
        WORKSPACE,
        region,
        null,
        List.of(passed(assignment, due.get(1)), passed(assignment, due.get(3))));

    look(Duration.ofMinutes(9));
    assertThat(outcomes()).containsExactly("missed", "passed", "missed", "passed");
  }

  @Test
  void aSilentAgentIsWaitedForLonger() {
    report(0);
    look(Duration.ofMinutes(30));
    assertThat(outcomes()).isEmpty();

    look(Duration.ofMinutes(64));
    assertThat(outcomes()).hasSize(4);
  }

  @Test
  void anAgentThatHoldsResultsBackIsWaitedForLonger() {
    clock.advance(Duration.ofMinutes(30));
    report(17);
    look(Duration.ofMinutes(30));
    assertThat(outcomes()).isEmpty();

    report(0);
    look(Duration.ofMinutes(30));
    assertThat(outcomes()).isNotEmpty();
  }

  private void report(long spooled) {
    Agent agent =
        scene.agentStore.list(WORKSPACE).stream()
            .filter(one -> one.region().equals(region))
            .findFirst()
            .orElseGet(() -> scene.admit(region, "one").agent());
    scene.agentStore.report(
        agent,
        new Agent.Report(clock.instant(), "1", true, spooled, 0, Duration.ZERO),
        false,
        Duration.ofSeconds(30));
  }

  @Test
  void afterTheEndNothingIsExpected() {
    clock.advance(MINUTE.multipliedBy(2));
    change(scene, watch, true, List.of(region));

    look(Duration.ofHours(3));
    assertThat(outcomes()).hasSize(2).containsOnly("missed");
    assertThat(scene.accounts.forgetEnded(WORKSPACE, clock.instant())).isPositive();
  }

  @Test
  void runsDueBeforeAnAgentCouldHearOfThemAreNobodysFault(DataSource dataSource) {
    Duration sync = Duration.ofSeconds(90);
    Scene slow = new Scene(dataSource, clock, sync);
    Watch heardLate = slow.create(order("late" + made, MINUTE, List.of(region, "local"), TCP));
    Instant start = clock.instant();
    clock.advance(Duration.ofMinutes(9));
    missed.look(WORKSPACE);

    assertThat(missedBy(heardLate, region))
        .isEqualTo(expected(heardLate, region, start.plus(sync)));
    assertThat(missedBy(heardLate, "local")).isEqualTo(expected(heardLate, "local", start));
  }

  @Test
  void theSameAfterAPauseAndInARegionThatIsAdded(DataSource dataSource) {
    Duration sync = Duration.ofSeconds(90);
    Scene slow = new Scene(dataSource, clock, sync);
    String other = region + "-b";
    slow.createRegion(other);
    Watch changed = slow.create(order("again" + made, MINUTE, List.of(region), TCP));
    change(slow, changed, true, List.of(region));
    clock.advance(Duration.ofHours(1));
    Instant start = clock.instant();
    change(slow, changed, false, List.of(region, other));
    clock.advance(Duration.ofMinutes(9));
    missed.look(WORKSPACE);

    assertThat(missedBy(changed, region)).isEqualTo(expected(changed, region, start.plus(sync)));
    assertThat(missedBy(changed, other)).isEqualTo(expected(changed, other, start.plus(sync)));
  }

  private List<String> missedBy(Watch target, String where) {
    return scene.texts(
        """
        select to_char(due at time zone 'UTC', 'HH24:MI:SS.MS')
        from probe_result
        where target_id = ? and region = ? and outcome = 'missed'
        order by due
        """,
        target.id(),
        where);
  }

  /** All runs due after {@code from} that were waited for long enough. */
  private List<String> expected(Watch target, String where, Instant from) {
    Instant until = clock.instant().minus(MINUTE.multipliedBy(2).plusMinutes(3));
    Assignment at =
        scene.inForce(where).stream()
            .filter(one -> one.target().id().equals(target.id()))
            .findFirst()
            .orElseThrow();
    return at.schedule().between(from, until, 99).stream()
        .map(due -> "%tT.%1$tL".formatted(due.atOffset(ZoneOffset.UTC)))
        .toList();
  }

  private static void change(Scene scene, Watch watch, boolean paused, List<String> regions) {
    scene.watches.change(
        WORKSPACE,
        watch.id(),
        null,
        order ->
            new Order(
                order.name(),
                order.type(),
                order.url(),
                order.kinds(),
                regions,
                order.interval(),
                paused,
                order.settings()));
  }

  @Test
  void aLongGapTakesSeveralLooksAndLosesNothing() {
    Stream.iterate(0, i -> i + 1).limit(6).forEach(i -> look(Duration.ofDays(1)));

    assertThat(outcomes()).hasSize(1_435).containsOnly("missed");
  }

  @Test
  void aWishThatNobodyFulfilsIsMissedAsWell() {
    assertThat(scene.ask(watch.id(), region, clock.instant(), 10)).isPresent();
    look(Duration.ofMinutes(9));
    assertThat(scene.runs(region)).hasSize(1);

    look(Duration.ofMinutes(11));
    assertThat(scene.runs(region)).isEmpty();
    assertThat(
            scene.texts(
                "select outcome from probe_result where target_id = ? and requested", watch.id()))
        .containsExactly("missed");
  }
}
