package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.Signals.Hit;
import dev.modmedic.evidence.LogText;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells failures of their own from other explanations of one failure.
 *
 * <p>A log may hold several failures. A cause is one of its own when its message is not one that a
 * likelier cause accounts for, when it speaks of something else, and when it is sure by itself.
 */
final class Separate {
  /** Surer than this by itself, a cause is told as a fact. */
  private static final double SURE = 0.7;

  /** What go prints below a mismatch, which is never a mere possibility. */
  private static final String ALARM = "SECURITY ERROR";

  private final LogText log;
  private final Calibration calibration;

  Separate(LogText log, Calibration calibration) {
    this.log = log;
    this.calibration = calibration;
  }

  /**
   * The candidates beside the first that are failures of their own.
   *
   * @param ranked best first
   */
  List<Candidate> of(List<Candidate> ranked) {
    List<Candidate> told = new ArrayList<>();
    for (int i = 0; i < ranked.size(); i++) {
      Candidate candidate = ranked.get(i);
      List<Candidate> likelier = ranked.subList(0, i);
      if (i == 0 || isOwn(candidate, likelier, told, ranked)) {
        told.add(candidate);
      }
    }
    return told.isEmpty() ? List.of() : List.copyOf(told.subList(1, told.size()));
  }

  private boolean isOwn(
      Candidate candidate, List<Candidate> likelier, List<Candidate> told, List<Candidate> ranked) {
    if (candidate.hits().isEmpty()
        || ranked.stream().anyMatch(other -> explains(other, candidate))
        || told.stream().anyMatch(other -> explains(candidate, other))
        || likelier.stream().anyMatch(other -> accountsFor(other, candidate))) {
      return false;
    }
    return isAlarm(candidate)
        || (told.stream().noneMatch(candidate::speaksOfWhat)
            && confidence(candidate, ranked) >= SURE);
  }

  private static boolean explains(Candidate one, Candidate other) {
    return one.explains().contains(other.cause().code());
  }

  /** Whether {@code other} says something about the message that speaks loudest for the first. */
  private static boolean accountsFor(Candidate other, Candidate candidate) {
    Hit best = candidate.hits().getFirst();
    return other.hits().stream()
        .anyMatch(hit -> best.entry().contains(hit.line()) || hit.entry().contains(best.line()));
  }

  private boolean isAlarm(Candidate candidate) {
    var entry = candidate.hits().getFirst().entry();
    for (int line = entry.first(); line <= entry.last(); line++) {
      if (log.line(line).text().contains(ALARM)) {
        return true;
      }
    }
    return false;
  }

  /** How sure a candidate is among those that explain the same failure. */
  double confidence(Candidate candidate, List<Candidate> ranked) {
    List<Candidate> rivals =
        ranked.stream()
            .filter(other ->
                other.hits().isEmpty()
                    || accountsFor(other, candidate)
                    || candidate.speaksOfWhat(other))
            .toList();
    return calibration.confidence(candidate.score(), Explainer.lead(candidate, rivals));
  }
}
