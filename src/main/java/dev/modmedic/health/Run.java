package dev.modmedic.health;

import java.time.Instant;
import java.util.Objects;

/**
 * One run of a check, as far as its health is concerned.
 *
 * @param trouble of a run that failed or was degraded; {@link Trouble#NONE} otherwise
 */
public record Run(Instant due, RunOutcome outcome, Trouble trouble) {
  public Run {
    Objects.requireNonNull(due, "due");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(trouble, "trouble");
  }
}
