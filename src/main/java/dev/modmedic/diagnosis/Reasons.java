package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.Reasoning.ConditionReason;
import dev.modmedic.diagnosis.Reasoning.ConditionState;
import dev.modmedic.diagnosis.Reasoning.SignalReason;
import dev.modmedic.diagnosis.Reasoning.SignalState;
import dev.modmedic.diagnosis.Signals.Dismissal;
import dev.modmedic.diagnosis.Signals.Dismissed;
import dev.modmedic.diagnosis.Signals.Hit;
import dev.modmedic.evidence.Facts;
import dev.modmedic.evidence.Span;
import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.Condition.Answer;
import dev.modmedic.knowledge.ConditionRule;
import dev.modmedic.knowledge.Signal;
import dev.modmedic.knowledge.Situation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes apart how one cause fared. */
final class Reasons {
  private static final int MOST_PLACES = 5;

  private final Inquiry inquiry;
  private final Signals signals;
  private final Facts facts;

  Reasons(Inquiry inquiry, Signals signals, Facts facts) {
    this.inquiry = inquiry;
    this.signals = signals;
    this.facts = facts;
  }

  /**
   * @param ranked every cause that anything speaks for
   * @param finding what the diagnosis says of the cause, if it names it
   * @param guess on what it says so, if it only guesses
   */
  Reasoning of(
      Cause cause, List<Candidate> ranked, Optional<Finding> finding, Optional<Guess> guess) {
    Optional<Candidate> candidate =
        ranked.stream().filter(c -> c.cause().code().equals(cause.code())).findFirst();
    Map<String, String> captures = candidate.map(Candidate::captures).orElseGet(Map::of);
    Situation situation = new Situation(facts, Ranking.seen(signals), captures);
    return new Reasoning(
        cause.code(),
        finding.isPresent(),
        finding.map(Finding::confidence).orElse(0.0),
        cause.prior(),
        candidate.map(Candidate::score).orElse(cause.prior()),
        cause.signals().stream().map(signal -> signal(cause, signal)).toList(),
        cause.conditions().stream().map(rule -> condition(rule, situation)).toList(),
        ranked.stream()
            .filter(c -> c.explains().contains(cause.code()))
            .map(c -> c.cause().code())
            .toList(),
        guess.map(g -> g.resemblance(inquiry)).orElse(null));
  }

  private SignalReason signal(Cause cause, Signal signal) {
    List<Hit> counted = signals.hits().stream().filter(hit -> isOf(hit, cause, signal)).toList();
    if (!counted.isEmpty()) {
      return new SignalReason(signal.id(), signal.weight(), SignalState.COUNTED, null, at(counted));
    }
    List<Dismissed> dismissed =
        signals.dismissed().stream().filter(d -> isOf(d.hit(), cause, signal)).toList();
    if (dismissed.isEmpty()) {
      return new SignalReason(
          signal.id(), signal.weight(), SignalState.NOT_IN_LOG, null, List.of());
    }
    List<Span> places = at(dismissed.stream().map(Dismissed::hit).toList());
    return switch (dismissed.getFirst().reason()) {
      case Dismissal.Noise(String mark) ->
          new SignalReason(signal.id(), signal.weight(), SignalState.NOISE, mark, places);
      case Dismissal.SaidByServer() ->
          new SignalReason(signal.id(), signal.weight(), SignalState.SAID_BY_SERVER, null, places);
      case Dismissal.SaidLocally() ->
          new SignalReason(signal.id(), signal.weight(), SignalState.SAID_LOCALLY, null, places);
      case Dismissal.MarkMissing(String mark) ->
          new SignalReason(signal.id(), signal.weight(), SignalState.WRONG_MESSAGE, mark, places);
      case Dismissal.MarkUnwanted(String mark) ->
          new SignalReason(signal.id(), signal.weight(), SignalState.WRONG_MESSAGE, mark, places);
    };
  }

  private static boolean isOf(Hit hit, Cause cause, Signal signal) {
    return hit.cause().code().equals(cause.code()) && hit.signal().id().equals(signal.id());
  }

  private List<Span> at(List<Hit> hits) {
    return hits.stream()
        .limit(MOST_PLACES)
        .map(hit -> EvidenceList.redacted(inquiry.log().span(hit.start(), hit.end())))
        .toList();
  }

  private static ConditionReason condition(ConditionRule rule, Situation situation) {
    Answer answer = rule.condition().ask(situation);
    return new ConditionReason(
        rule.id(),
        rule.weight(),
        rule.condition().source(),
        switch (answer) {
          case Answer.Holds() -> ConditionState.HELD;
          case Answer.Fails() -> ConditionState.FAILED;
          case Answer.Lacks(String input) -> ConditionState.LACKED_INPUT;
        },
        answer instanceof Answer.Lacks(String input) ? input : null,
        Explainer.fill(rule.says(), situation.captures()));
  }
}
