package dev.modmedic.probe;

import java.time.Duration;
import java.util.Objects;

/**
 * One probe to be made.
 *
 * @param deadline the longest the whole of it may take, confirmation included
 */
public record ProbeRequest(Target target, ProbeKind kind, Vantage vantage, Duration deadline) {
  public ProbeRequest {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(vantage, "vantage");
    Objects.requireNonNull(deadline, "deadline");
  }
}
