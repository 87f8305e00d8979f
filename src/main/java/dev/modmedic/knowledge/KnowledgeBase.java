package dev.modmedic.knowledge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every cause and mark that is in force, checked and immutable. */
public final class KnowledgeBase {
  private final String version;
  private final Map<String, Cause> causes;
  private final List<Mark> marks;

  public KnowledgeBase(String version, List<Cause> causes, List<Mark> marks) {
    this.version = version;
    Map<String, Cause> byCode = new LinkedHashMap<>();
    causes.forEach(cause -> byCode.put(cause.code(), cause));
    this.causes = Map.copyOf(byCode);
    this.marks = List.copyOf(marks);
  }

  /** Changes with any change of any knowledge file. */
  public String version() {
    return version;
  }

  /** All causes in the order of their codes. */
  public List<Cause> causes() {
    return causes.values().stream().sorted(java.util.Comparator.comparing(Cause::code)).toList();
  }

  public Optional<Cause> cause(String code) {
    return Optional.ofNullable(causes.get(code));
  }

  public List<Mark> marks() {
    return marks;
  }

  /** Signals and conditions of all causes, for people who want to know how much is checked. */
  public int ruleCount() {
    return causes.values().stream()
        .mapToInt(cause -> cause.signals().size() + cause.conditions().size())
        .sum();
  }
}
