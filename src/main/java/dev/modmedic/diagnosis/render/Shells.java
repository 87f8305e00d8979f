package dev.modmedic.diagnosis.render;

import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.diagnosis.Evidence;
import dev.modmedic.knowledge.Remedy.Shell;
import dev.modmedic.knowledge.Remedy.Step;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Picks the commands for the machine that failed; a POSIX one unless it is known better. */
record Shells(Shell preferred) {
  /** What only Windows prints: its paths and the names of its socket calls. */
  private static final Pattern WINDOWS =
      Pattern.compile(
          "\\b[A-Za-z]:\\\\\\w|\\\\src\\\\|\\b(?:connectex|wsarecv|wsasend|getaddrinfow): ");

  static Shells of(Diagnosis diagnosis) {
    Optional<String> os =
        diagnosis.facts().stream()
            .filter(fact -> fact.name().equals("os"))
            .map(Diagnosis.FactStatement::value)
            .findFirst();
    boolean windows = os.map("windows"::equals).orElseGet(() -> speaksOfWindows(diagnosis));
    return new Shells(windows ? Shell.POWERSHELL : Shell.POSIX);
  }

  private static boolean speaksOfWindows(Diagnosis diagnosis) {
    return diagnosis.causes().stream()
        .limit(1)
        .flatMap(cause -> cause.evidence().stream())
        .map(Evidence::span)
        .filter(Objects::nonNull)
        .anyMatch(span -> WINDOWS.matcher(span.text()).find());
  }

  /** Whether something can be done here: a remedy for another system is of no use. */
  boolean fit(List<Step> steps) {
    return steps.isEmpty()
        || steps.stream().anyMatch(step -> step.shell() == preferred || step.shell() == Shell.ANY);
  }

  /** The steps that run in the preferred shell, or all of them when none does. */
  List<Step> pick(List<Step> steps) {
    List<Step> fitting = only(steps);
    return fitting.isEmpty() ? steps : fitting;
  }

  /** The steps that run in the preferred shell. */
  List<Step> only(List<Step> steps) {
    return steps.stream()
        .filter(step -> step.shell() == preferred || step.shell() == Shell.ANY)
        .toList();
  }
}
