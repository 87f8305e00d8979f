package dev.modmedic.diagnosis;

import dev.modmedic.evidence.Facts;
import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.KnowledgeBase;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A case whose rules were taken away, so that its wording is one that nobody knows.
 *
 * @param known whether what is left of the rules still names some cause
 * @param guesses what is guessed if not
 */
record GuessTrial(RuleCase ruleCase, boolean known, List<Guess> guesses) {
  /** A cause of less confidence is as good as none. */
  private static final double VAGUE = 0.1;

  /** One trial for each case that a signal of its own cause speaks for. */
  static Stream<GuessTrial> of(
      KnowledgeBase knowledge, Calibration calibration, List<RuleCase> cases) {
    Scan scan = new Scan(knowledge);
    return cases.stream()
        .filter(one -> one.expect() == RuleCase.Expect.MATCH)
        .flatMap(one -> {
          Set<String> speaking = signalsFor(one, scan);
          return speaking.isEmpty()
              ? Stream.empty()
              : Stream.of(without(speaking, one, knowledge, calibration));
        });
  }

  private static Set<String> signalsFor(RuleCase one, Scan scan) {
    Inquiry inquiry = one.inquiry();
    Facts facts = Facts.of(inquiry.environment(), inquiry.context());
    return Signals.of(inquiry.log(), scan.of(inquiry.log()), facts).hits().stream()
        .filter(hit -> hit.cause().code().equals(one.code()))
        .map(hit -> hit.signal().id())
        .collect(Collectors.toSet());
  }

  private static GuessTrial without(
      Set<String> signals, RuleCase one, KnowledgeBase knowledge, Calibration calibration) {
    List<Cause> causes =
        knowledge.causes().stream()
            .map(cause -> cause.code().equals(one.code()) ? without(signals, cause) : cause)
            .toList();
    Engine engine = new Engine(new KnowledgeBase("trial", causes, knowledge.marks()), calibration);
    boolean known =
        engine.diagnose(one.inquiry()).causes().stream()
            .anyMatch(finding -> !finding.guess() && finding.confidence() >= VAGUE);
    return new GuessTrial(one, known, known ? List.of() : engine.guesses(one.inquiry()));
  }

  private static Cause without(Set<String> signals, Cause cause) {
    return new Cause(
        cause.code(),
        cause.status(),
        cause.severity(),
        cause.owner(),
        cause.retry(),
        cause.title(),
        cause.explanation(),
        cause.needs(),
        cause.prior(),
        cause.signals().stream().filter(signal -> !signals.contains(signal.id())).toList(),
        cause.conditions(),
        cause.explains(),
        cause.remedies(),
        cause.checks(),
        cause.advisories(),
        cause.falsePositives(),
        cause.references());
  }

  /** Whether the right cause is among the first guesses. */
  boolean isAmong(int first) {
    return guesses.stream()
        .limit(first)
        .anyMatch(guess -> guess.cause().code().equals(ruleCase.code()));
  }
}
