package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.Finding.Remedied;
import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.Condition;
import dev.modmedic.knowledge.Condition.Answer;
import dev.modmedic.knowledge.Remedy;
import dev.modmedic.knowledge.Remedy.Risk;
import dev.modmedic.knowledge.Remedy.Step;
import dev.modmedic.knowledge.Situation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
    Filled filled = Filled.with(situation.captures());
    List<Step> steps = filled.whole(remedy.steps());
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
            filled.known(remedy.verify()),
            Stream.concat(filled.known(remedy.undo()).stream(), change.undo().stream()).toList()));
  }
}
