package dev.modmedic.knowledge;

import dev.modmedic.evidence.Facts;
import java.util.Map;
import java.util.Set;

/**
 * What a condition may ask about.
 *
 * @param seen ids of the marks in the log and {@code code/id} of the signals found
 * @param captures what the signals of the cause in question caught
 */
public record Situation(Facts facts, Set<String> seen, Map<String, String> captures) {
  public Situation {
    seen = Set.copyOf(seen);
    captures = Map.copyOf(captures);
  }
}
