package dev.modmedic.diagnosis;

import dev.modmedic.knowledge.CommandLine;
import dev.modmedic.knowledge.CommandValue;
import dev.modmedic.knowledge.Remedy.Shell;
import dev.modmedic.knowledge.Remedy.Step;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Commands with the values of a failure filled in. */
final class Filled {
  private final Map<String, String> safe;

  private Filled(Map<String, String> safe) {
    this.safe = safe;
  }

  static Filled with(Map<String, String> captures) {
    return new Filled(CommandValue.safe(captures));
  }

  /**
   * The steps that can be pasted. A shell with a hole in one of its commands loses them all, and so
   * does every shell when the hole leaves steps for any of them alone.
   */
  List<Step> whole(List<Step> steps) {
    Set<Shell> holed = EnumSet.noneOf(Shell.class);
    steps.stream()
        .filter(step -> CommandLine.of(step).fill(safe).isEmpty())
        .forEach(step -> holed.add(step.shell()));
    boolean shared = steps.stream().anyMatch(step -> step.shell() == Shell.ANY);
    return shared && !holed.isEmpty()
        ? List.of()
        : known(steps.stream().filter(step -> !holed.contains(step.shell())).toList());
  }

  /** The commands without those that would have a hole. */
  List<Step> known(List<Step> commands) {
    return commands.stream()
        .flatMap(step ->
            CommandLine.of(step).fill(safe).map(run -> new Step(step.shell(), run)).stream())
        .toList();
  }
}
