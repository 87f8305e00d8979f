package dev.modmedic.region;

import static dev.modmedic.region.AgentSamples.NOON;
import static dev.modmedic.region.AgentSamples.assignment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.modmedic.region.AgentEvent.ResultsRefused;
import dev.modmedic.region.ScriptedServer.Line;
import dev.modmedic.region.ServerLink.LinkBroken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private final MemorySpool spool = new MemorySpool(10_000);
  private final ScriptedServer server = new ScriptedServer(() -> NOON);
  private final List<AgentEvent> events = new ArrayList<>();
  private final Delivery delivery = new Delivery(spool, server, events::add);

  @Test
  void resultsGoOutInOrderAndInBatches() throws InterruptedException {
    server.assign(assignment("example.com", Duration.ofSeconds(1)));
    List<RunResult> results = results(1_200);
    spool.append(results);

    while (delivery.step()) {
      assertThat(spool.size()).isLessThan(1_200);
    }

    assertThat(server.batches()).extracting(List::size).containsExactly(500, 500, 200);
    assertThat(server.batches().stream().flatMap(List::stream)).containsExactlyElementsOf(results);
    assertThat(spool.size()).isZero();
  }

  @Test
  void nothingLeavesTheSpoolBeforeTheAnswer() {
    server.assign(assignment("example.com", Duration.ofSeconds(1)));
    spool.append(results(3));
    server.line(Line.CUT);

    assertThatExceptionOfType(LinkBroken.class).isThrownBy(delivery::step);

    assertThat(spool.size()).isEqualTo(3);
  }

  @Test
  void aBatchWhoseAnswerGotLostGoesOutAgainAndCountsOnce() throws InterruptedException {
    server.assign(assignment("example.com", Duration.ofSeconds(1)));
    spool.append(results(3));
    server.line(Line.ANSWERS_LOST);
    assertThatExceptionOfType(LinkBroken.class).isThrownBy(delivery::step);
    server.line(Line.WHOLE);

    while (delivery.step()) {
      assertThat(spool.size()).isLessThan(3);
    }

    assertThat(server.accepted()).hasSize(3);
    assertThat(server.duplicates()).isEqualTo(3);
    assertThat(spool.size()).isZero();
  }

  @Test
  void whatTheServerRefusesIsCountedAndNotSentAgain() throws InterruptedException {
    spool.append(results(2)); // of an assignment that the server does not know

    assertThat(delivery.step()).isTrue();

    assertThat(events).containsExactly(new ResultsRefused(2, "never assigned"));
    assertThat(delivery.step()).isFalse();
  }

  @Test
  void afterFailuresBatchesAreSmallerUntilOneGoesThrough() throws InterruptedException {
    server.assign(assignment("example.com", Duration.ofSeconds(1)));
    spool.append(results(600));
    server.line(Line.ANSWERS_LOST);
    for (int i = 0; i < 3; i++) {
      assertThatExceptionOfType(LinkBroken.class).isThrownBy(delivery::step);
    }
    server.line(Line.WHOLE);

    while (delivery.step()) {
      assertThat(spool.size()).isLessThan(600);
    }

    assertThat(server.batches())
        .extracting(List::size)
        .containsExactly(500, 250, 125, 62, 124, 248, 166);
  }

  private static List<RunResult> results(int count) {
    return IntStream.range(0, count).mapToObj(AgentSamples::runResult).toList();
  }
}
