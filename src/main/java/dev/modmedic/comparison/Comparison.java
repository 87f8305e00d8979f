package dev.modmedic.comparison;

import java.util.List;

/**
 * What differs between two machines.
 *
 * @param differences the weightiest first
 * @param notCompared inputs that at least one side did not send
 */
public record Comparison(List<Difference> differences, List<String> notCompared) {
  public Comparison {
    differences = List.copyOf(differences);
    notCompared = List.copyOf(notCompared);
  }
}
