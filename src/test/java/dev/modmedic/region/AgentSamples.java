package dev.modmedic.region;

import dev.modmedic.probe.Attempt;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.Phase;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.probe.ProbeSettings;
import dev.modmedic.probe.Target;
import dev.modmedic.probe.TargetType;
import dev.modmedic.probe.Timings;
import dev.modmedic.probe.Vantage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Assignments and results for tests of agents. */
public final class AgentSamples {
  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private AgentSamples() {}

  /** The same name always makes the same assignment. */
  public static Assignment assignment(String host, Duration interval) {
    return new Assignment(
        UUID.nameUUIDFromBytes(host.getBytes(StandardCharsets.UTF_8)),
        new Target(
            UUID.nameUUIDFromBytes(("target " + host).getBytes(StandardCharsets.UTF_8)),
            host,
            TargetType.HTTPS,
            URI.create("https://" + host + "/"),
            ProbeSettings.DEFAULTS),
        ProbeKind.HTTP,
        new Vantage("eu-west", null),
        interval);
  }

  public static ProbeResult passed(Instant startedAt) {
    return result(startedAt, Outcome.PASSED, null);
  }

  public static ProbeResult failed(Instant startedAt) {
    return result(
        startedAt,
        Outcome.FAILED,
        new Failure(FailureSource.TARGET, "tcp.timeout", "i/o timeout", Phase.CONNECT));
  }

  private static ProbeResult result(Instant startedAt, Outcome outcome, @Nullable Failure failure) {
    return new ProbeResult(
        startedAt,
        outcome,
        new Attempt(Timings.NONE, Duration.ofMillis(3), 0, null, null, failure),
        List.of(),
        List.of(),
        null,
        Map.of());
  }

  /** A result whose due time is so many seconds after {@link #NOON}. */
  public static RunResult runResult(int number) {
    Instant due = NOON.plusSeconds(number);
    return new RunResult(
        assignment("example.com", Duration.ofSeconds(1)).id(), due, passed(due.plusMillis(1)));
  }
}
