package dev.modmedic.region;

import dev.modmedic.probe.ProbeResult;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The result of one run. Assignment and due time are its identity: delivered twice, it counts once.
 *
 * @param due by the server's clock, in whole milliseconds
 */
public record RunResult(UUID assignment, Instant due, ProbeResult result) {
  public RunResult {
    Objects.requireNonNull(assignment, "assignment");
    Objects.requireNonNull(due, "due");
    Objects.requireNonNull(result, "result");
  }
}
