package dev.modmedic.comparison;

import dev.modmedic.evidence.Environment;
import java.util.List;

/**
 * Finds what matters to {@code go} among the differences of two machines: terminal and IDE, laptop
 * and CI, working and failing.
 *
 * <p>Settings are compared by their effect and not by their text. A pure function of its input.
 */
public final class CompareEnvironments {
  private static final List<Aspect> ASPECTS =
      List.of(
          new SourceAspect(),
          new PatternAspect(),
          new ReleaseAspect(),
          new BuildAspect(),
          new NetworkAspect(),
          new GitAspect(),
          new HealthAspect());

  public Comparison compare(Environment a, Environment b) {
    Machine left = Machine.of(a);
    Machine right = Machine.of(b);
    var findings = new Findings();
    ASPECTS.forEach(aspect -> aspect.compare(left, right, findings));
    return findings.comparison();
  }
}
