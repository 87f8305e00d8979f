package dev.modmedic.knowledge;

import dev.modmedic.evidence.Facts;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a condition may ask about.
 *
 * @param seen tells of ids of marks and of {@code code/id} of signals whether they stand in the log
 * @param captures what the signals of the cause in question caught
 */
public record Situation(Facts facts, Predicate<String> seen, Map<String, String> captures) {
  public Situation {
    captures = Map.copyOf(captures);
  }
}
