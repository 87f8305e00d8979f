package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.Diagnosis.Advisory;
import dev.modmedic.diagnosis.Evidence.Source;
import dev.modmedic.evidence.Facts;
import dev.modmedic.knowledge.Advice;
import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.knowledge.Situation;
import java.util.List;
import java.util.Map;

/** Warns of what the environment alone shows. */
final class Advisories {
  private Advisories() {}

  static List<Advisory> of(KnowledgeBase knowledge, Facts facts, Signals signals) {
    Situation situation = new Situation(facts, Ranking.seen(signals), facts.derived(Map.of()));
    return knowledge.causes().stream()
        .flatMap(cause ->
            cause.advisories().stream()
                .filter(advice -> advice.when().holds(situation))
                .map(advice -> advisory(cause, advice, situation)))
        .toList();
  }

  private static Advisory advisory(Cause cause, Advice advice, Situation situation) {
    var says = Explainer.fill(advice.says(), Candidate.redacted(situation.captures()));
    return new Advisory(
        cause.code(),
        advice.title(),
        says,
        List.of(new Evidence(Source.ENVIRONMENT, null, advice.when().source(), says)));
  }
}
