package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.Finding.Remedied;
import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.CommandLine;
import dev.modmedic.knowledge.CommandValue;
import dev.modmedic.knowledge.Condition;
import dev.modmedic.knowledge.Condition.Answer;
import dev.modmedic.knowledge.Remedy;
import dev.modmedic.knowledge.Remedy.Risk;
import dev.modmedic.knowledge.Remedy.Shell;
import dev.modmedic.knowledge.Remedy.Step;
import dev.modmedic.knowledge.Situation;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Picks the remedies that apply and fills in the values of this failure. */
final class Remedies {
  private Remedies() {}

  /**
   * As the file orders them, the likeliest cure first; what weakens security comes last whatever
   * the file says.
   */
  static List<Remedied> of(Cause cause, Situation situation) {
    return cause.remedies().stream()
        .filter(remedy -> applies(remedy.when(), situation))
        .map(remedy -> filled(remedy, situation))
        .flatMap(Optional::stream)
        .map(remedy -> Exported.heeded(remedy, situation.facts()))
        .sorted(Comparator.comparing(remedy -> remedy.risk() == Risk.SECURITY))
        .toList();
  }

  /** A remedy whose condition cannot be answered is offered: its text says when it helps. */
  private static boolean applies(@Nullable Condition when, Situation situation) {
    return when == null || !(when.ask(situation) instanceof Answer.Fails);
  }

  private static Optional<Remedied> filled(Remedy remedy, Situation situation) {
    Map<String, String> safe = CommandValue.safe(situation.captures());
    List<Step> steps = whole(remedy.steps(), safe);
    if (steps.isEmpty() && !remedy.steps().isEmpty()) {
      return Optional.empty();
    }
    GoEnvChange change = GoEnvChange.of(remedy.steps(), situation.facts());
    return Optional.of(
        new Remedied(
            Explainer.fill(remedy.title(), situation.captures()),
            remedy.scope(),
            remedy.risk(),
            Stream.concat(change.look().stream(), steps.stream()).toList(),
            known(remedy.verify(), safe),
            Stream.concat(known(remedy.undo(), safe).stream(), change.undo().stream()).toList()));
  }

  /**
   * The steps that can be pasted. A shell with a hole in one of its commands loses them all, and so
   * does every shell when the hole is in a command for any of them.
   */
  private static List<Step> whole(List<Step> steps, Map<String, String> safe) {
    Set<Shell> holed = EnumSet.noneOf(Shell.class);
    steps.stream()
        .filter(step -> CommandLine.of(step).fill(safe).isEmpty())
        .forEach(step -> holed.add(step.shell()));
    boolean shared = steps.stream().anyMatch(step -> step.shell() == Shell.ANY);
    return shared && !holed.isEmpty()
        ? List.of()
        : known(steps.stream().filter(step -> !holed.contains(step.shell())).toList(), safe);
  }

  private static List<Step> known(List<Step> commands, Map<String, String> safe) {
    return commands.stream()
        .flatMap(step ->
            CommandLine.of(step).fill(safe).map(run -> new Step(step.shell(), run)).stream())
        .toList();
  }
}
