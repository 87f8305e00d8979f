package dev.modmedic.knowledge;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every cause and mark that is in force, checked and immutable. */
public final class KnowledgeBase {
  private final String version;
  private final Map<String, Cause> causes;
  private final List<Cause> inOrder;
  private final Map<String, Check> checks;
  private final List<Mark> marks;
  private volatile @Nullable Wording wording;

  public KnowledgeBase(String version, List<Cause> causes, List<Mark> marks) {
    this.version = version;
    Map<String, Cause> byCode = new LinkedHashMap<>();
    causes.forEach(cause -> byCode.put(cause.code(), cause));
    this.causes = Map.copyOf(byCode);
    this.inOrder = byCode.values().stream().sorted(Comparator.comparing(Cause::code)).toList();
    Map<String, Check> byId = new LinkedHashMap<>();
    causes.forEach(cause -> cause.checks().forEach(check -> byId.putIfAbsent(check.id(), check)));
    this.checks = Map.copyOf(byId);
    this.marks = List.copyOf(marks);
  }

  /** Changes with any change of any knowledge file. */
  public String version() {
    return version;
  }

  /** All causes in the order of their codes. */
  public List<Cause> causes() {
    return inOrder;
  }

  public Optional<Cause> cause(String code) {
    return Optional.ofNullable(causes.get(code));
  }

  /** A check by its id, which is unique in the whole knowledge. */
  public Optional<Check> check(String id) {
    return Optional.ofNullable(checks.get(id));
  }

  /** What an outcome means; its id is {@code check/outcome}. */
  public Optional<Check.Outcome> outcome(String id) {
    int slash = id.indexOf('/');
    return check(id.substring(0, Math.max(0, slash)))
        .flatMap(check ->
            check.outcomes().stream()
                .filter(outcome -> outcome.id().equals(id.substring(slash + 1)))
                .findFirst());
  }

  public List<Mark> marks() {
    return marks;
  }

  /** The words of the rules; collected when first wanted, since most logs are known by a rule. */
  public Wording wording() {
    Wording known = wording;
    if (known == null) {
      known = new Wording(inOrder);
      wording = known;
    }
    return known;
  }

  /** Signals and conditions of all causes, for people who want to know how much is checked. */
  public int ruleCount() {
    return causes.values().stream()
        .mapToInt(cause -> cause.signals().size() + cause.conditions().size())
        .sum();
  }
}
