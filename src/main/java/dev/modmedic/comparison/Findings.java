package dev.modmedic.comparison;

import dev.modmedic.comparison.Difference.Value;
import dev.modmedic.comparison.Difference.Weight;
import dev.modmedic.evidence.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what the aspects find. */
final class Findings {
  private final List<Difference> differences = new ArrayList<>();
  private final Set<String> notCompared = new LinkedHashSet<>();

  void add(String setting, Weight weight, Value a, Value b, String en, String zh) {
    differences.add(new Difference(setting, weight, a, b, new Text(en, zh)));
  }

  void add(String setting, Weight weight, String a, String b, String en, String zh) {
    add(setting, weight, Value.of(a), Value.of(b), en, zh);
  }

  /** Whether both sides sent {@code input}; if not, that is noted. */
  boolean bothSent(String input, Machine a, Machine b) {
    boolean both = a.sent(input) && b.sent(input);
    if (!both) {
      notCompared.add(input);
    }
    return both;
  }

  Comparison comparison() {
    return new Comparison(
        differences.stream().sorted(Comparator.comparing(Difference::weight)).toList(),
        List.copyOf(notCompared));
  }
}
