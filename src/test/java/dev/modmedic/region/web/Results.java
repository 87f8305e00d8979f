package dev.modmedic.region.web;

import dev.modmedic.probe.Attempt;
import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.probe.Timings;
import dev.modmedic.region.Assignment;
import dev.modmedic.region.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The simplest results. */
final class Results {
  private Results() {}

  static RunResult passed(Assignment assignment, Instant due) {
    return new RunResult(assignment.id(), due, good(due));
  }

  static ProbeResult good(Instant startedAt) {
    return new ProbeResult(
        startedAt,
        Outcome.PASSED,
        new Attempt(
            new Timings(Duration.ofMillis(2), Duration.ofMillis(3), null, null, null),
            Duration.ofMillis(9),
            42,
            "192.0.2.1",
            200,
            null),
        List.of(),
        List.of(),
        null,
        Map.of());
  }
}
