package dev.modmedic.health;

import dev.modmedic.go.Outcome;
import dev.modmedic.probe.ProxyPart;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What go makes of each thing that it asks a module proxy for.
 *
 * @param outcomes parts that are not among them are as {@code otherwise}
 */
public record ProxyParts(Map<ProxyPart, Outcome> outcomes, Outcome otherwise) {
  public ProxyParts {
    outcomes = Map.copyOf(outcomes);
    Objects.requireNonNull(otherwise, "otherwise");
  }

  /** The same for every part. */
  public static ProxyParts all(Outcome outcome) {
    return new ProxyParts(Map.of(), outcome);
  }

  /**
   * What a run kept.
   *
   * @param otherwise of a run that kept nothing, as those of earlier versions did
   */
  public static ProxyParts of(Map<String, String> facts, Outcome otherwise) {
    Map<ProxyPart, Outcome> outcomes = new EnumMap<>(ProxyPart.class);
    for (ProxyPart part : ProxyPart.values()) {
      part.in(facts).ifPresent(outcome -> outcomes.put(part, outcome));
    }
    return outcomes.isEmpty()
        ? all(otherwise)
        : new ProxyParts(outcomes, outcomes.getOrDefault(ProxyPart.REST, Outcome.OK));
  }

  public Outcome of(ProxyPart part) {
    return outcomes.getOrDefault(part, otherwise);
  }
}
