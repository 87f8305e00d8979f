package dev.modmedic.diagnosis;

import dev.modmedic.evidence.Facts;
import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.knowledge.Status;
import java.util.List;
import java.util.Optional;

/**
 * Diagnoses: reads the log, finds signals, draws facts, ranks causes, guesses where no rule knows
 * the wording, explains.
 *
 * <p>A pure function of the inquiry, the knowledge and the calibration. Immutable and safe for many
 * threads.
 */
public final class Engine {
  private final KnowledgeBase knowledge;
  private final Scan scan;
  private final Ranking ranking;
  private final Explainer explainer;

  public Engine(KnowledgeBase knowledge, Calibration calibration) {
    this.knowledge = knowledge;
    this.scan = new Scan(knowledge);
    this.ranking = new Ranking(knowledge);
    this.explainer = new Explainer(knowledge, calibration);
  }

  public KnowledgeBase knowledge() {
    return knowledge;
  }

  public Diagnosis diagnose(Inquiry inquiry) {
    Facts facts = Facts.of(inquiry.environment(), inquiry.context());
    Signals signals = Signals.of(inquiry.log(), scan.of(inquiry.log()), facts);
    List<Candidate> candidates = ranking.of(signals, facts, inquiry);
    return explainer.explain(inquiry, signals, facts, candidates);
  }

  /** The causes that anything speaks for, best first, as far as they may be shown. */
  List<Candidate> ranked(Inquiry inquiry) {
    Facts facts = Facts.of(inquiry.environment(), inquiry.context());
    Signals signals = Signals.of(inquiry.log(), scan.of(inquiry.log()), facts);
    return ranking.of(signals, facts, inquiry).stream()
        .filter(candidate -> candidate.cause().status() != Status.DRAFT)
        .toList();
  }

  /** What is guessed where the rules say nothing at all, whatever they say here. */
  List<Guess> guesses(Inquiry inquiry) {
    Facts facts = Facts.of(inquiry.environment(), inquiry.context());
    Signals signals = Signals.of(inquiry.log(), scan.of(inquiry.log()), facts);
    return explainer.guesses(inquiry, signals, facts, List.of());
  }

  /** Why {@code code} was named, or why not; empty when there is no such cause. */
  public Optional<Reasoning> reasons(Inquiry inquiry, String code) {
    Facts facts = Facts.of(inquiry.environment(), inquiry.context());
    Signals signals = Signals.of(inquiry.log(), scan.of(inquiry.log()), facts);
    List<Candidate> ranked = ranking.all(signals, facts, inquiry);
    List<Finding> told = diagnose(inquiry).causes();
    Optional<Finding> finding = told.stream().filter(f -> f.code().equals(code)).findFirst();
    Optional<Guess> guess =
        finding.filter(Finding::guess).flatMap(f -> guess(inquiry, signals, facts, told, code));
    return knowledge
        .cause(code)
        .map(cause -> new Reasons(inquiry, signals, facts).of(cause, ranked, finding, guess));
  }

  private Optional<Guess> guess(
      Inquiry inquiry, Signals signals, Facts facts, List<Finding> told, String code) {
    List<Finding> found = told.stream().filter(finding -> !finding.guess()).toList();
    return explainer.guesses(inquiry, signals, facts, found).stream()
        .filter(guess -> guess.cause().code().equals(code))
        .findFirst();
  }
}
