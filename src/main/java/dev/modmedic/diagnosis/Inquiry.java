package dev.modmedic.diagnosis;

import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.LogText;
import dev.modmedic.evidence.RunContext;
import java.util.List;
import java.util.Objects;

/**
 * Everything a client asks a diagnosis for.
 *
 * @param outcomes ids of check outcomes the client reported, as {@code check/outcome}
 */
public record Inquiry(
    LogText log, Environment environment, RunContext context, List<String> outcomes) {
  public Inquiry {
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(context, "context");
    outcomes = List.copyOf(outcomes);
  }

  /** The same inquiry about another snapshot. */
  public Inquiry with(Environment other) {
    return new Inquiry(log, other, context, outcomes);
  }

  public static Inquiry of(String log) {
    return new Inquiry(LogText.of(log), Environment.NONE, RunContext.NONE, List.of());
  }
}
