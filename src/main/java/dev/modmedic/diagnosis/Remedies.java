package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.Finding.Remedied;
import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.Condition;
import dev.modmedic.knowledge.Condition.Answer;
import dev.modmedic.knowledge.Remedy;
import dev.modmedic.knowledge.Remedy.Risk;
import dev.modmedic.knowledge.Situation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Picks the remedies that apply and fills in the values of this failure. */
final class Remedies {
  private Remedies() {}

  /**
   * As the file orders them, the likeliest cure first; what weakens security comes last whatever
   * the file says.
   */
  static List<Remedied> of(Cause cause, Situation situation) {
    Map<String, String> captures = situation.captures();
    return cause.remedies().stream()
        .filter(remedy -> applies(remedy.when(), situation))
        .map(remedy -> filled(remedy, captures))
        .flatMap(Optional::stream)
        .map(remedy -> Exported.heeded(remedy, situation.facts()))
        .sorted(Comparator.comparing(remedy -> remedy.risk() == Risk.SECURITY))
        .toList();
  }

  /** A remedy whose condition cannot be answered is offered: its text says when it helps. */
  private static boolean applies(@Nullable Condition when, Situation situation) {
    return when == null || !(when.ask(situation) instanceof Answer.Fails);
  }

  /** Empty when a command would have a hole in it: it could not be pasted. */
  private static Optional<Remedied> filled(Remedy remedy, Map<String, String> captures) {
    Map<String, String> safe = Shells.safe(captures);
    List<Optional<Remedy.Step>> steps =
        remedy.steps().stream()
            .map(step ->
                Shells.fill(step.run(), safe).map(run -> new Remedy.Step(step.shell(), run)))
            .toList();
    if (steps.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    return Optional.of(
        new Remedied(
            Explainer.fill(remedy.title(), captures),
            remedy.scope(),
            remedy.risk(),
            steps.stream().flatMap(Optional::stream).toList(),
            command(remedy.verify(), safe),
            command(remedy.undo(), safe)));
  }

  private static @Nullable String command(@Nullable String template, Map<String, String> safe) {
    return template == null ? null : Shells.fill(template, safe).orElse(null);
  }
}
