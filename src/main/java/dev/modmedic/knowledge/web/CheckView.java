package dev.modmedic.knowledge.web;

import dev.modmedic.evidence.Language;
import dev.modmedic.knowledge.Check;
import dev.modmedic.knowledge.Remedy;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Objects;

/** A check as the knowledge holds it. */
@Serdeable
record CheckView(
    String id,
    String question,
    String run,
    List<RemedyView.StepView> runSteps,
    List<OutcomeView> outcomes) {
  static CheckView of(Check check, Language language) {
    return new CheckView(
        check.id(),
        check.question().in(language),
        Objects.requireNonNullElse(Remedy.plain(check.run()), ""),
        RemedyView.steps(check.run()),
        check.outcomes().stream()
            .map(o -> new OutcomeView(o.id(), o.answer().in(language), o.supports()))
            .toList());
  }

  @Serdeable
  record OutcomeView(String id, String answer, String supports) {}
}
