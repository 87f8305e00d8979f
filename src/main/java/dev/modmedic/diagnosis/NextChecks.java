package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.Diagnosis.NextCheck;
import dev.modmedic.evidence.Facts;
import dev.modmedic.knowledge.Check;
import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.knowledge.Remedy.Step;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the check that separates the closest causes best, by expected information.
 *
 * <p>The likelihood of an outcome under a cause grows with its weight when it supports that cause;
 * the gain of a check is the entropy it is expected to take away.
 */
final class NextChecks {
  private static final double SETTLED = 0.9;
  private static final double LEAST_GAIN = 0.02;
  private static final int MOST_CHECKS = 2;
  private static final int MOST_RIVALS = 4;

  private final KnowledgeBase knowledge;

  NextChecks(KnowledgeBase knowledge) {
    this.knowledge = knowledge;
  }

  /**
   * @param reported ids of outcomes, as {@code check/outcome}; such a check is not asked for again
   */
  List<NextCheck> of(List<Finding> findings, List<String> reported, Facts facts) {
    if (findings.isEmpty() || isSettled(findings)) {
      return List.of();
    }
    Map<String, Double> odds = new LinkedHashMap<>();
    findings.stream().limit(MOST_RIVALS).forEach(f -> odds.put(f.code(), f.confidence()));
    Map<String, String> captures = new LinkedHashMap<>(findings.getFirst().captures());
    captures.computeIfAbsent("host", any -> facts.firstAsked());
    return knowledge.causes().stream()
        .filter(cause -> odds.containsKey(cause.code()))
        .flatMap(cause -> cause.checks().stream())
        .filter(check -> reported.stream().noneMatch(id -> id.startsWith(check.id() + "/")))
        .map(check -> new Rated(check, gain(check, odds)))
        .filter(rated -> rated.gain() >= LEAST_GAIN)
        .sorted(Comparator.comparingDouble(Rated::gain).reversed())
        .map(rated -> filled(rated.check(), captures))
        .flatMap(Optional::stream)
        .limit(MOST_CHECKS)
        .toList();
  }

  private static boolean isSettled(List<Finding> findings) {
    return findings.getFirst().confidence() >= SETTLED
        && (findings.size() == 1
            || findings.getFirst().explains().contains(findings.get(1).code())
            || findings.get(1).confidence() < 0.5);
  }

  private record Rated(Check check, double gain) {}

  private static double gain(Check check, Map<String, Double> odds) {
    double total = odds.values().stream().mapToDouble(Double::doubleValue).sum();
    double before = 0;
    double after = 0;
    for (double p : odds.values()) {
      before += entropy(p / total);
    }
    for (Check.Outcome outcome : check.outcomes()) {
      double probability = 0;
      double[] joint = new double[odds.size()];
      int i = 0;
      for (Map.Entry<String, Double> cause : odds.entrySet()) {
        joint[i] = cause.getValue() / total * likelihood(check, outcome, cause.getKey());
        probability += joint[i++];
      }
      for (double p : joint) {
        after += probability == 0 ? 0 : probability * entropy(p / probability);
      }
    }
    return before - after;
  }

  private static double entropy(double p) {
    return p <= 0 ? 0 : -p * Math.log(p) / Math.log(2);
  }

  private static double likelihood(Check check, Check.Outcome outcome, String code) {
    double all = check.outcomes().stream().mapToDouble(o -> strength(o, code)).sum();
    return strength(outcome, code) / all;
  }

  private static double strength(Check.Outcome outcome, String code) {
    return Math.exp(outcome.supports().equals(code) ? outcome.weight() : 0);
  }

  private static Optional<NextCheck> filled(Check check, Map<String, String> captures) {
    List<Step> run = Filled.with(captures).whole(check.run());
    return run.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NextCheck(
                check.id(),
                Explainer.fill(check.question(), captures),
                run,
                check.outcomes().stream()
                    .map(o ->
                        new NextCheck.Outcome(
                            o.id(), Explainer.fill(o.answer(), captures), o.supports()))
                    .toList()));
  }
}
