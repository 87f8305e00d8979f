package dev.modmedic.diagnosis.render;

import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.knowledge.Remedy.Shell;
import dev.modmedic.knowledge.Remedy.Step;
import java.util.List;

/** Picks the commands for the machine that failed; a POSIX one unless it is known better. */
record Shells(Shell preferred) {
  static Shells of(Diagnosis diagnosis) {
    boolean windows =
        diagnosis.facts().stream()
            .anyMatch(fact -> fact.name().equals("os") && fact.value().equals("windows"));
    return new Shells(windows ? Shell.POWERSHELL : Shell.POSIX);
  }

  /** The steps that run in the preferred shell, or all of them when none does. */
  List<Step> pick(List<Step> steps) {
    List<Step> fitting =
        steps.stream()
            .filter(step -> step.shell() == preferred || step.shell() == Shell.ANY)
            .toList();
    return fitting.isEmpty() ? steps : fitting;
  }
}
