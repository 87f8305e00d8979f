package dev.modmedic.diagnosis;

import dev.modmedic.evidence.Facts;
import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.knowledge.Status;
import java.util.List;
import java.util.Optional;

/**
 * Diagnoses: reads the log, finds signals, draws facts, ranks causes, explains them.
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

  /** Why {@code code} was named, or why not; empty when there is no such cause. */
  public Optional<Reasoning> reasons(Inquiry inquiry, String code) {
    Facts facts = Facts.of(inquiry.environment(), inquiry.context());
    Signals signals = Signals.of(inquiry.log(), scan.of(inquiry.log()), facts);
    List<Candidate> ranked = ranking.all(signals, facts, inquiry);
    Optional<Finding> finding =
        diagnose(inquiry).causes().stream().filter(f -> f.code().equals(code)).findFirst();
    return knowledge
        .cause(code)
        .map(cause -> new Reasons(inquiry, signals, facts).of(cause, ranked, finding));
  }
}
