package dev.modmedic.region;

import static dev.modmedic.region.AgentSamples.NOON;
import static dev.modmedic.region.AgentSamples.assignment;
import static dev.modmedic.region.AgentSamples.failed;
import static dev.modmedic.region.AgentSamples.passed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.probe.Attempt;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.probe.Timings;
import dev.modmedic.region.AgentEvent.Offline;
import dev.modmedic.region.AgentEvent.Online;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SelfCheckTest {
  private static final HostPort SERVER = new HostPort("modmedic.example.com", 443);
  private static final HostPort PUBLIC = new HostPort("proxy.example.org", 443);
  private static final Assignment BROKEN = assignment("broken.example.com", Duration.ofMinutes(1));
  private static final Assignment FINE = assignment("fine.example.com", Duration.ofMinutes(1));

  private final SettableTime time = new SettableTime(NOON);
  private final AgentClock clock = time.clock();
  private final Deque<Boolean> looks = new ArrayDeque<>();
  private final List<Collection<HostPort>> asked = new ArrayList<>();
  private final List<AgentEvent> events = new ArrayList<>();
  private final SelfCheck check = check(List.of());

  @Test
  void aFailureStandsIfAReferenceAnswers() throws InterruptedException {
    looks.add(true);

    assertThat(fail().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(asked).containsExactly(List.of(SERVER));
    assertThat(events).isEmpty();
  }

  @Test
  void oneLookAloneDecidesNothing() throws InterruptedException {
    looks.addAll(List.of(false, true));

    assertThat(fail().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(check.isOnline()).isTrue();
    assertThat(events).isEmpty();
  }

  @Test
  void afterTwoLooksInVainTheAgentIsOfflineAndTheTargetIsNotBlamed() throws InterruptedException {
    looks.addAll(List.of(false, false));

    ProbeResult result = fail();

    assertThat(result.outcome()).isEqualTo(Outcome.OFFLINE);
    assertThat(result.failure())
        .hasValueSatisfying(failure -> {
          assertThat(failure.source()).isEqualTo(FailureSource.OWN_NETWORK);
          assertThat(failure.code()).isEqualTo("tcp.timeout");
        });
    assertThat(check.isOnline()).isFalse();
    assertThat(events).containsExactly(new Offline());
  }

  @Test
  void theWayBackTakesTwoGoodLooksAsWell() throws InterruptedException {
    looks.addAll(List.of(false, false));
    fail();
    looks.addAll(List.of(true, false));
    assertThat(fail().outcome()).isEqualTo(Outcome.OFFLINE);
    looks.addAll(List.of(true, true));
    assertThat(fail().outcome()).isEqualTo(Outcome.FAILED);

    assertThat(events).containsExactly(new Offline(), new Online());
  }

  @Test
  void theEndOfItIsNoticedWithoutAnyProbe() throws InterruptedException {
    looks.addAll(List.of(false, false));
    fail();
    looks.addAll(List.of(true, true));
    time.pass(Duration.ofSeconds(1));

    check.lookAgain();

    assertThat(check.isOnline()).isTrue();
  }

  @Test
  void passedProbesEndItToo() throws InterruptedException {
    looks.addAll(List.of(false, false));
    fail();
    pass(FINE);
    assertThat(check.isOnline()).isFalse();
    pass(FINE);

    assertThat(check.isOnline()).isTrue();
    assertThat(looks).isEmpty();
  }

  @Test
  void anotherTargetThatPassedSinceSavesTheLook() throws InterruptedException {
    Instant began = clock.steady();
    time.pass(Duration.ofSeconds(1));
    pass(FINE);

    assertThat(check.judge(BROKEN, began, failed(began)).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(asked).isEmpty();
  }

  @Test
  void theFailingTargetItselfIsNoReference() throws InterruptedException {
    pass(BROKEN);
    pass(FINE);
    looks.addAll(List.of(false, false));

    fail();

    assertThat(asked.getFirst()).containsExactly(SERVER, new HostPort("fine.example.com", 443));
  }

  @Test
  void whatWasFineLongAgoIsNoReference() throws InterruptedException {
    pass(FINE);
    time.pass(Duration.ofMinutes(11));
    looks.add(true);

    fail();

    assertThat(asked.getFirst()).containsExactly(SERVER);
  }

  @Test
  void configuredReferencesTakeThePlaceOfAllOthers() throws InterruptedException {
    HostPort reference = new HostPort("192.0.2.1", 443);
    looks.add(true);
    time.pass(Duration.ofSeconds(1));

    check(List.of(reference)).judge(BROKEN, clock.steady(), failed(NOON));

    assertThat(asked).containsExactly(List.of(reference));
  }

  @Test
  void failuresThatBeganBeforeTheSameLookShareIt() throws InterruptedException {
    Instant began = clock.steady();
    time.pass(Duration.ofSeconds(1));
    looks.addAll(List.of(false, false));

    assertThat(check.judge(BROKEN, began, failed(began)).outcome()).isEqualTo(Outcome.OFFLINE);
    assertThat(check.judge(FINE, began, failed(began)).outcome()).isEqualTo(Outcome.OFFLINE);
    assertThat(asked).hasSize(2);
  }

  @Test
  void whoAnsweredWithAStatusOrRefusedProvesThatThereIsANetwork() throws InterruptedException {
    assertThat(judge(broken(503, "goproxy.server-error")).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(judge(broken(null, "tcp.connection-refused")).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(asked).isEmpty();
  }

  @Test
  void aServerThatNeverReachedAnythingIsOffline() throws InterruptedException {
    SelfCheck own = check(References.ofServer(List.of(), List.of(PUBLIC)));
    looks.addAll(List.of(false, false));

    assertThat(fail(own).outcome()).isEqualTo(Outcome.OFFLINE);
    assertThat(asked).containsOnly(List.of(PUBLIC));
  }

  @Test
  void whatWasNeverReachedFromANetworkOfItsOwnProvesNothing() throws InterruptedException {
    SelfCheck own = check(References.ofServer(List.of(), List.of(PUBLIC)));
    looks.add(false); // once, at the first that passed
    pass(own, BROKEN);
    looks.add(false);

    assertThat(fail(own).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(looks).isEmpty();
  }

  @Test
  void theOnlyTargetOfAServerThatLostItsNetworkIsNotBlamed() throws InterruptedException {
    SelfCheck own = check(References.ofServer(List.of(), List.of(PUBLIC)));
    looks.add(true);
    pass(own, BROKEN);
    looks.addAll(List.of(false, false));

    assertThat(fail(own).outcome()).isEqualTo(Outcome.OFFLINE);
  }

  @Test
  void anOutageOfAllTargetsIsNoneOfTheServer() throws InterruptedException {
    SelfCheck own = check(References.ofServer(List.of(), List.of(PUBLIC)));
    looks.add(true);
    pass(own, BROKEN);
    pass(own, FINE);
    looks.add(true);

    assertThat(fail(own).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(asked.getLast()).containsExactly(new HostPort("fine.example.com", 443), PUBLIC);
  }

  @Test
  void aServerThatIsOfflineForLongStaysSo() throws InterruptedException {
    SelfCheck own = check(References.ofServer(List.of(), List.of(PUBLIC)));
    looks.add(false);
    pass(own, FINE);
    looks.addAll(List.of(false, false));
    assertThat(fail(own).outcome()).isEqualTo(Outcome.OFFLINE);
    time.pass(Duration.ofHours(1));
    looks.add(false);

    assertThat(fail(own).outcome()).isEqualTo(Outcome.OFFLINE);
  }

  @Test
  void withoutAnyReferenceEveryFailureStands() throws InterruptedException {
    assertThat(fail(check(References.none())).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(asked).isEmpty();
  }

  private ProbeResult judge(ProbeResult result) throws InterruptedException {
    return check.judge(BROKEN, clock.steady(), result);
  }

  private static ProbeResult broken(@Nullable Integer status, String code) {
    return new ProbeResult(
        NOON,
        Outcome.FAILED,
        new Attempt(
            Timings.NONE,
            Duration.ofMillis(3),
            0,
            null,
            status,
            new Failure(FailureSource.TARGET, code, "says", null)),
        List.of(),
        List.of(),
        null,
        Map.of());
  }

  private SelfCheck check(List<HostPort> configured) {
    return check(References.ofAgent(configured, List.of(SERVER)));
  }

  private SelfCheck check(References all) {
    return new SelfCheck(
        all,
        references -> {
          asked.add(references);
          return looks.removeFirst();
        },
        clock,
        Duration.ZERO,
        events::add);
  }

  private ProbeResult fail() throws InterruptedException {
    return fail(check);
  }

  private ProbeResult fail(SelfCheck by) throws InterruptedException {
    time.pass(Duration.ofSeconds(1));
    return by.judge(BROKEN, clock.steady(), failed(clock.instant()));
  }

  private void pass(Assignment assignment) throws InterruptedException {
    pass(check, assignment);
  }

  private void pass(SelfCheck by, Assignment assignment) throws InterruptedException {
    time.pass(Duration.ofSeconds(1));
    by.judge(assignment, clock.steady(), passed(clock.instant()));
  }
}
