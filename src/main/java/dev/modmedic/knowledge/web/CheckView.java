package dev.modmedic.knowledge.web;

import dev.modmedic.evidence.Language;
import dev.modmedic.knowledge.Check;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** A check as the knowledge holds it. */
@Serdeable
record CheckView(String id, String question, String run, List<OutcomeView> outcomes) {
  static CheckView of(Check check, Language language) {
    return new CheckView(
        check.id(),
        check.question().in(language),
        check.run(),
        check.outcomes().stream()
            .map(o -> new OutcomeView(o.id(), o.answer().in(language), o.supports()))
            .toList());
  }

  @Serdeable
  record OutcomeView(String id, String answer, String supports) {}
}
