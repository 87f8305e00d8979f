package dev.modmedic.region;

import dev.modmedic.probe.Attempt;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.probe.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The result of a run whose probe broke by a fault of ours: it says so, and nothing about the
 * target. Without it nobody who looks at results would learn that there is a fault.
 */
final class BrokenRun {
  private static final int LONGEST = 500;

  private BrokenRun() {}

  static ProbeResult result(Instant at, Throwable fault) {
    String says = "ModMedic's own probe failed: " + fault;
    Failure failure =
        new Failure(
            FailureSource.OWN_NETWORK,
            "os.crash",
            says.length() <= LONGEST ? says : says.substring(0, LONGEST) + "…",
            null);
    return new ProbeResult(
        at,
        Outcome.OFFLINE,
        new Attempt(Timings.NONE, Duration.ZERO, 0, null, null, failure),
        List.of(),
        List.of(),
        null,
        Map.of());
  }
}
