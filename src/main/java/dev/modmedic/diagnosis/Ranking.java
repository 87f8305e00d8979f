package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.Candidate.Asked;
import dev.modmedic.diagnosis.Candidate.Reported;
import dev.modmedic.diagnosis.Signals.Hit;
import dev.modmedic.evidence.Facts;
import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.ConditionRule;
import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.knowledge.Severity;
import dev.modmedic.knowledge.Situation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Weighs the causes that something speaks for.
 *
 * <p>A score is the prior plus the weight of the strongest signal, a little for each further one,
 * and the weights of the conditions that hold. Then every cause takes the causes it explains below
 * it.
 */
final class Ranking {
  private static final double FURTHER_SIGNAL = 0.5;
  private static final double MOST_FOR_FURTHER = 1.5;

  /** A cause less likely than this explains nothing. */
  private static final double PLAUSIBLE = -1;

  /** An uncertain cause explains nothing that is so much surer than itself. */
  private static final double FAR_SURER = 3;

  /** What an error loses when the command is known to have succeeded. */
  private static final double SUCCEEDED = 3;

  /** Lines within which a message may speak of the same thing in two entries. */
  private static final int NEAR = 10;

  private static final double CORROBORATION = 0.5;
  private static final double SYMPTOM = 2;

  /** Candidates below are not worth telling. */
  private static final double FLOOR = -2.5;

  private final KnowledgeBase knowledge;

  Ranking(KnowledgeBase knowledge) {
    this.knowledge = knowledge;
  }

  /** The candidates worth telling, best first. */
  List<Candidate> of(Signals signals, Facts facts, Inquiry inquiry) {
    return all(signals, facts, inquiry).stream()
        .filter(candidate -> candidate.score() >= FLOOR)
        .toList();
  }

  /** Every cause that anything speaks for, best first. */
  List<Candidate> all(Signals signals, Facts facts, Inquiry inquiry) {
    Map<String, List<Hit>> byCode = new HashMap<>();
    signals
        .hits()
        .forEach(
            hit -> byCode.computeIfAbsent(hit.cause().code(), code -> new ArrayList<>()).add(hit));
    Predicate<String> seen = seen(signals);
    List<String> outcomes = inquiry.outcomes();
    Probed probed = Probed.of(inquiry);
    List<Candidate> candidates =
        knowledge.causes().stream()
            .map(cause ->
                weigh(cause, byCode.getOrDefault(cause.code(), List.of()), seen, facts, outcomes))
            .flatMap(Optional::stream)
            .map(probed::weighed)
            .toList();
    return explained(answered(candidates)).stream().sorted(order()).toList();
  }

  private static List<Candidate> answered(List<Candidate> candidates) {
    if (candidates.stream().allMatch(candidate -> candidate.reported().isEmpty())) {
      return candidates;
    }
    return candidates.stream()
        .map(one -> candidates.stream().reduce(one, Candidate::answering, (a, b) -> b))
        .toList();
  }

  /** Tells of ids of marks and of {@code code/id} of signals whether they stand in the log. */
  static Predicate<String> seen(Signals signals) {
    Set<String> counted = new HashSet<>();
    signals.hits().forEach(hit -> counted.add(hit.cause().code() + "/" + hit.signal().id()));
    return id -> counted.contains(id) || signals.marks().seen(id);
  }

  private static Comparator<Candidate> order() {
    return Comparator.comparingDouble(Candidate::score)
        .reversed()
        .thenComparingInt(candidate -> candidate.best().map(Hit::line).orElse(Integer.MAX_VALUE))
        .thenComparing(candidate -> candidate.cause().code());
  }

  /** The candidate for {@code cause}, or empty when nothing speaks for it. */
  Optional<Candidate> weigh(
      Cause cause, List<Hit> hits, Predicate<String> seen, Facts facts, List<String> outcomes) {
    List<Hit> strongest = hits.stream().sorted(Candidate.STRONGEST).toList();
    boolean canStandAlone = cause.conditions().stream().anyMatch(ConditionRule::alone);
    List<Reported> reported = reported(cause, outcomes);
    if (strongest.isEmpty() && !canStandAlone && reported.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> captures = capturesOf(strongest, facts);
    Situation situation = new Situation(facts, seen, captures);
    if (strongest.isEmpty() && reported.isEmpty() && !standsAlone(cause, situation)) {
      return Optional.empty();
    }
    List<Asked> asked = cause.conditions().stream().map(rule -> asked(rule, situation)).toList();
    double score =
        cause.prior()
            + ofSignals(strongest)
            + asked.stream().filter(Asked::holds).mapToDouble(a -> a.rule().weight()).sum()
            + reported.stream().mapToDouble(r -> r.outcome().weight()).sum()
            - (facts.succeeded() && cause.severity() == Severity.ERROR ? SUCCEEDED : 0);
    return Optional.of(
        new Candidate(cause, strongest, captures, asked, reported, score, List.of()));
  }

  private static boolean standsAlone(Cause cause, Situation situation) {
    return cause.conditions().stream()
        .anyMatch(rule -> rule.alone() && rule.condition().holds(situation));
  }

  private static Asked asked(ConditionRule rule, Situation situation) {
    return new Asked(rule, rule.condition().ask(situation));
  }

  private static double ofSignals(List<Hit> strongest) {
    if (strongest.isEmpty()) {
      return 0;
    }
    double most = strongest.getFirst().signal().weight();
    double share = most <= 0 ? 1 : Math.clamp(strongest.getFirst().weight() / most, 0, 1);
    long distinct = strongest.stream().map(hit -> hit.signal().id()).distinct().count();
    return strongest.getFirst().weight()
        + share * Math.min(MOST_FOR_FURTHER, FURTHER_SIGNAL * (distinct - 1));
  }

  /**
   * The strongest signal's captures win over those of its entry's marks and other signals, and
   * these over what stands near by.
   */
  private static Map<String, String> capturesOf(List<Hit> strongest, Facts facts) {
    Map<String, String> captures = new LinkedHashMap<>();
    if (!strongest.isEmpty()) {
      Hit best = strongest.getFirst();
      captures.putAll(best.match().captures());
      best.context().forEach(captures::putIfAbsent);
      strongest.stream()
          .filter(hit -> Math.abs(hit.line() - best.line()) <= NEAR)
          .sorted(Comparator.comparingInt(hit -> distance(best, hit)))
          .forEach(hit -> hit.match().captures().forEach(captures::putIfAbsent));
    }
    facts.derived(captures).forEach(captures::putIfAbsent);
    return captures;
  }

  /** Nothing within the entry, then lines. */
  private static int distance(Hit from, Hit to) {
    return from.entry().contains(to.line()) ? 0 : Math.abs(to.line() - from.line());
  }

  private List<Reported> reported(Cause cause, List<String> outcomes) {
    return outcomes.stream()
        .flatMap(id -> knowledge.outcome(id).stream().map(outcome -> new Reported(id, outcome)))
        .filter(reported -> reported.outcome().supports().equals(cause.code()))
        .toList();
  }

  /** Puts every symptom under the likeliest cause that explains it. */
  private static List<Candidate> explained(List<Candidate> candidates) {
    Map<String, Candidate> byCode = new LinkedHashMap<>();
    candidates.stream().sorted(order()).forEach(c -> byCode.put(c.cause().code(), c));
    for (String code : List.copyOf(byCode.keySet())) {
      Candidate root = byCode.get(code);
      if (root != null && root.score() > PLAUSIBLE) {
        takeSymptoms(root, byCode);
      }
    }
    return List.copyOf(byCode.values());
  }

  private static void takeSymptoms(Candidate root, Map<String, Candidate> byCode) {
    List<String> symptoms =
        root.cause().explains().stream()
            .flatMap(code -> Stream.ofNullable(byCode.get(code)))
            .filter(symptom -> root.isRelatedTo(symptom) && !symptom.isAnswerTo(root))
            .filter(symptom -> root.score() >= 0 || symptom.score() < root.score() + FAR_SURER)
            .map(symptom -> symptom.cause().code())
            .toList();
    if (symptoms.isEmpty()) {
      return;
    }
    byCode.put(root.cause().code(), root.scored(root.score() + CORROBORATION).explaining(symptoms));
    symptoms.forEach(code ->
        byCode.computeIfPresent(
            code,
            (c, symptom) -> symptom.scored(Math.min(symptom.score(), root.score()) - SYMPTOM)));
  }
}
