package dev.modmedic.region;

import static dev.modmedic.region.AgentSamples.NOON;
import static dev.modmedic.region.AgentSamples.assignment;
import static dev.modmedic.region.AgentSamples.failed;
import static dev.modmedic.region.AgentSamples.passed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.region.AgentEvent.Offline;
import dev.modmedic.region.AgentEvent.Online;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfCheckTest {
  private static final HostPort SERVER = new HostPort("modmedic.example.com", 443);
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

  private SelfCheck check(List<HostPort> configured) {
    return new SelfCheck(
        configured,
        List.of(SERVER),
        references -> {
          asked.add(references);
          return looks.removeFirst();
        },
        clock,
        Duration.ZERO,
        events::add);
  }

  private ProbeResult fail() throws InterruptedException {
    time.pass(Duration.ofSeconds(1));
    return check.judge(BROKEN, clock.steady(), failed(clock.instant()));
  }

  private void pass(Assignment assignment) throws InterruptedException {
    time.pass(Duration.ofSeconds(1));
    check.judge(assignment, clock.steady(), passed(clock.instant()));
  }
}
