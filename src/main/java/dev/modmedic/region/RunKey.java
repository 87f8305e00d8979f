package dev.modmedic.region;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** What a run is known by. */
public record RunKey(UUID assignment, Instant due) {
  public RunKey {
    Objects.requireNonNull(assignment, "assignment");
    Objects.requireNonNull(due, "due");
  }

  static RunKey of(RunResult result) {
    return new RunKey(result.assignment(), result.due());
  }
}
