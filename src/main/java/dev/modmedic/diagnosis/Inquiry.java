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
 * @param probes what ModMedic's own probes saw when the client asked
 */
public record Inquiry(
    LogText log,
    Environment environment,
    RunContext context,
    List<String> outcomes,
    List<ProbeFact> probes) {
  public Inquiry {
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(context, "context");
    outcomes = List.copyOf(outcomes);
    probes = List.copyOf(probes);
  }

  /** What a client sent, and nothing else. */
  public Inquiry(LogText log, Environment environment, RunContext context, List<String> outcomes) {
    this(log, environment, context, outcomes, List.of());
  }

  /** The same inquiry about another snapshot. */
  public Inquiry with(Environment other) {
    return new Inquiry(log, other, context, outcomes, probes);
  }

  /** The same inquiry with what the probes see. */
  public Inquiry with(List<ProbeFact> seen) {
    return new Inquiry(log, environment, context, outcomes, seen);
  }

  public static Inquiry of(String log) {
    return new Inquiry(LogText.of(log), Environment.NONE, RunContext.NONE, List.of());
  }
}
