package dev.modmedic.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProbersTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  private final Deque<ProbeResult> script = new ArrayDeque<>();
  private final List<ProbeRequest> made = new ArrayList<>();

  private ProbeResult probe(ProbeRequest request) throws InterruptedException {
    Map<ProbeKind, Prober> probers = new EnumMap<>(ProbeKind.class);
    for (ProbeKind kind : ProbeKind.values()) {
      probers.put(
          kind,
          asked -> {
            made.add(asked);
            return script.remove();
          });
    }
    return new Probers(probers).probe(request);
  }

  private static ProbeRequest request(ProbeKind kind) {
    return Targets.request(kind, "https://proxy.test/");
  }

  private static ProbeResult found(Outcome outcome, Duration total, @Nullable String code) {
    Failure failure =
        code == null ? null : new Failure(FailureSource.TARGET, code, "it failed", Phase.CONNECT);
    return found(outcome, total, failure, null);
  }

  private static ProbeResult found(
      Outcome outcome, Duration total, @Nullable Failure failure, @Nullable Instant end) {
    return new ProbeResult(
        NOON,
        outcome,
        new Attempt(Timings.NONE, total, 0, null, null, failure),
        List.of(),
        List.of(),
        end,
        Map.of());
  }

  @ParameterizedTest
  @EnumSource(ProbeKind.class)
  void whatPassesIsNotRepeated(ProbeKind kind) throws InterruptedException {
    script.add(found(Outcome.PASSED, Duration.ofMillis(1), null));

    ProbeResult result = probe(request(kind));

    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(result.confirmations()).isEmpty();
    assertThat(made).extracting(ProbeRequest::kind).containsExactly(kind);
  }

  @ParameterizedTest
  @CsvSource({"PASSED, DEGRADED", "DEGRADED, DEGRADED", "FAILED, FAILED"})
  void aFailureIsConfirmedAndNeverHidden(Outcome second, Outcome outcome)
      throws InterruptedException {
    script.add(found(Outcome.FAILED, Duration.ofMillis(1), "tcp.connection-reset"));
    script.add(
        found(
            second,
            Duration.ofMillis(2),
            second == Outcome.FAILED ? "tcp.connection-refused" : null));

    ProbeResult result = probe(request(ProbeKind.HTTP));

    assertThat(result.outcome()).isEqualTo(outcome);
    assertThat(result.first().total()).isEqualTo(Duration.ofMillis(1));
    assertThat(result.confirmations()).hasSize(1);
    assertThat(result.failure().orElseThrow().code())
        .isEqualTo(second == Outcome.FAILED ? "tcp.connection-refused" : "tcp.connection-reset");
    assertThat(result.checks())
        .containsExactly(new CheckNote("probe.first-attempt", CheckNote.Level.WARN, "it failed"));
    assertThat(made.get(1).deadline()).isLessThan(made.get(0).deadline());
  }

  @ParameterizedTest
  @EnumSource(names = {"GOPROXY", "SUMDB"})
  void whatConfirmsItselfIsNotConfirmedAgain(ProbeKind kind) throws InterruptedException {
    script.add(found(Outcome.FAILED, Duration.ofMillis(1), "goproxy.server-error"));

    assertThat(probe(request(kind)).outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void nothingIsRepeatedOnceTheDeadlineIsNear() throws InterruptedException {
    script.add(found(Outcome.FAILED, Duration.ofMillis(1), "http.timeout"));

    ProbeResult result =
        probe(
            new ProbeRequest(
                request(ProbeKind.HTTP).target(),
                ProbeKind.HTTP,
                new Vantage("test", null),
                Duration.ofNanos(1)));

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(made).hasSize(1);
  }

  @Test
  void whatFailsHereSaysNothingAboutTheTarget() throws InterruptedException {
    Failure own =
        new Failure(FailureSource.OWN_NETWORK, "tcp.unreachable", "no network", Phase.CONNECT);
    script.add(found(Outcome.FAILED, Duration.ofMillis(1), own, null));

    assertThat(probe(request(ProbeKind.TCP)).outcome()).isEqualTo(Outcome.OFFLINE);
    assertThat(made).as("and would a moment later as well").hasSize(1);
  }

  @Test
  void theShorterOfTimeoutAndDeadlineHolds() throws InterruptedException {
    script.add(found(Outcome.PASSED, Duration.ofMillis(1), null));
    script.add(found(Outcome.PASSED, Duration.ofMillis(1), null));

    probe(
        Targets.request(
            ProbeKind.HTTP,
            "https://proxy.test/",
            Targets.settings(Duration.ofSeconds(3), null, List.of(), List.of())));
    probe(
        Targets.request(
            ProbeKind.HTTP,
            "https://proxy.test/",
            Targets.settings(Duration.ofHours(3), null, List.of(), List.of())));

    assertThat(made)
        .extracting(ProbeRequest::deadline)
        .containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP, 999, PASSED",
    "HTTP, 1000, PASSED",
    "HTTP, 1001, DEGRADED",
    "GOPROXY, 1001, PASSED"
  })
  void slowIsDegraded(ProbeKind kind, long millis, Outcome outcome) throws InterruptedException {
    script.add(found(Outcome.PASSED, Duration.ofMillis(millis), null));

    ProbeResult result =
        probe(
            Targets.request(
                kind,
                "https://proxy.test/",
                Targets.settings(
                    Duration.ofSeconds(9), Duration.ofSeconds(1), List.of(), List.of())));

    assertThat(result.outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({"13, DEGRADED", "14, PASSED", "90, PASSED", "-1, DEGRADED"})
  void aCertificateThatEndsSoonIsAWarning(int days, Outcome outcome) throws InterruptedException {
    script.add(found(Outcome.PASSED, Duration.ofMillis(1), null, NOON.plus(Duration.ofDays(days))));

    ProbeResult result = probe(request(ProbeKind.GOPROXY));

    assertThat(result.outcome()).isEqualTo(outcome);
    assertThat(result.checks()).hasSize(outcome == Outcome.PASSED ? 0 : 1);
  }

  @Test
  void aKindWithoutAProberIsAMistake() {
    assertThatThrownBy(() -> new Probers(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dns");
  }

  @Test
  void everythingAtATimeEndsWithTheFirstThatThrows() {
    assertThatThrownBy(() ->
            Together.all(
                Arrays.asList(
                    () -> 1,
                    () -> {
                      throw new IllegalStateException("mine");
                    })))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("mine");
  }
}
