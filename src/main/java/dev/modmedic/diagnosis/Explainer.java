package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.Diagnosis.Advisory;
import dev.modmedic.diagnosis.Diagnosis.FactStatement;
import dev.modmedic.diagnosis.Diagnosis.NotChecked;
import dev.modmedic.evidence.Facts;
import dev.modmedic.evidence.Text;
import dev.modmedic.knowledge.Captures;
import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.Condition.Answer;
import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.knowledge.Situation;
import dev.modmedic.knowledge.Status;
import dev.modmedic.knowledge.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Says what the ranking found: evidence, remedies, what was not checked, what to check next. */
final class Explainer {
  private static final double SURE_ENOUGH = 0.5;
  private static final double WORTH_TELLING = 0.1;

  /** Where nothing better is known about a failure, a guess is told as one. */
  private static final double WORTH_GUESSING = 0.01;

  private static final int MOST_CAUSES = 8;

  private final KnowledgeBase knowledge;
  private final Calibration calibration;
  private final NextChecks nextChecks;
  private final Guesses guesses;

  Explainer(KnowledgeBase knowledge, Calibration calibration) {
    this.knowledge = knowledge;
    this.calibration = calibration;
    this.nextChecks = new NextChecks(knowledge);
    this.guesses = new Guesses(knowledge);
  }

  Diagnosis explain(Inquiry inquiry, Signals signals, Facts facts, List<Candidate> ranked) {
    List<Candidate> shown =
        ranked.stream()
            .filter(c -> c.cause().status() != Status.DRAFT)
            .map(Candidate::redacted)
            .toList();
    boolean failing = signals.failing() || facts.failed();
    List<Finding> found = findings(inquiry, facts, Ranking.seen(signals), shown, failing);
    Optional<Advisory> other =
        failing && found.isEmpty() ? OtherFailure.in(inquiry, signals) : Optional.empty();
    List<Finding> findings =
        other.isPresent() ? found : withGuesses(inquiry, signals, facts, found);
    boolean unknown = !findings.isEmpty() && findings.getFirst().guess();
    return new Diagnosis(
        verdict(failing && other.isEmpty(), findings),
        findings,
        Stream.concat(other.stream(), Advisories.of(knowledge, facts, signals).stream()).toList(),
        nextChecks.of(findings, inquiry.outcomes(), facts),
        notChecked(facts, shown.subList(0, Math.min(3, found.size())), findings),
        facts.statements().entrySet().stream()
            .map(fact -> new FactStatement(fact.getKey(), fact.getValue()))
            .toList(),
        Fingerprint.of(inquiry.log(), unknown ? List.of() : shown),
        knowledge.version());
  }

  /** Where the rules leave a failure without a convincing cause, what its words remind of. */
  List<Guess> guesses(Inquiry inquiry, Signals signals, Facts facts, List<Finding> found) {
    return Told.leavesRoom(found)
        ? guesses.of(inquiry, signals, facts, signals.failing() || facts.failed())
        : List.of();
  }

  private List<Finding> withGuesses(
      Inquiry inquiry, Signals signals, Facts facts, List<Finding> found) {
    List<Finding> guessed =
        guesses(inquiry, signals, facts, found).stream()
            .map(guess -> guess.told(inquiry, facts, Ranking.seen(signals)))
            .toList();
    return guessed.isEmpty() ? found : Told.of(found, guessed);
  }

  /** A log has one root cause as a rule: the surer the first, the less is left for the others. */
  private List<Finding> findings(
      Inquiry inquiry,
      Facts facts,
      Predicate<String> seen,
      List<Candidate> shown,
      boolean failing) {
    List<Finding> findings = new ArrayList<>();
    double ceiling = 1;
    for (Candidate candidate : shown) {
      double confidence =
          Math.min(ceiling, calibration.confidence(candidate.score(), lead(candidate, shown)));
      double least = failing && findings.isEmpty() ? WORTH_GUESSING : WORTH_TELLING;
      if (confidence >= least && findings.size() < MOST_CAUSES) {
        findings.add(
            finding(
                inquiry, new Situation(facts, seen, candidate.captures()), candidate, confidence));
        ceiling = findings.size() > 1 ? confidence : Math.min(confidence, 1 - confidence / 2);
      }
    }
    return findings;
  }

  /** How far a candidate is ahead of the nearest one that it does not explain. */
  static double lead(Candidate candidate, List<Candidate> all) {
    return all.stream()
        .filter(rival -> rival != candidate)
        .filter(rival -> !candidate.explains().contains(rival.cause().code()))
        .mapToDouble(rival -> candidate.score() - rival.score())
        .min()
        .orElse(candidate.score());
  }

  private static Finding finding(
      Inquiry inquiry, Situation situation, Candidate candidate, double confidence) {
    Cause cause = candidate.cause();
    return new Finding(
        cause.code(),
        Math.round(confidence * 1000) / 1000.0,
        cause.title(),
        fill(cause.explanation(), candidate.captures()),
        cause.severity(),
        cause.owner(),
        EvidenceList.of(inquiry, candidate),
        candidate.explains(),
        Remedies.of(cause, situation),
        cause.retry(),
        cause.references().stream().map(Object::toString).toList(),
        candidate.captures(),
        false);
  }

  /** Fills in a text; what was not caught is spoken of in general words. */
  static Text fill(Text template, Map<String, String> captures) {
    return new Text(
        capitalized(
            Template.fillOr(
                template.en(), captures, name -> Captures.word(name).map(Text::en).orElse(name)),
            template.en()),
        Template.fillOr(
            template.zh(), captures, name -> Captures.word(name).map(Text::zh).orElse(name)));
  }

  /** A general word that begins the text begins a sentence; a caught value stays as it is. */
  private static String capitalized(String filled, String template) {
    boolean general = template.startsWith("{") && filled.startsWith("the ");
    return general ? "The" + filled.substring("the".length()) : filled;
  }

  private static Verdict verdict(boolean failing, List<Finding> findings) {
    if (!findings.isEmpty()) {
      return findings.getFirst().confidence() >= SURE_ENOUGH
          ? Verdict.DIAGNOSED
          : Verdict.UNCERTAIN;
    }
    return failing ? Verdict.UNCERTAIN : Verdict.NO_PROBLEM_FOUND;
  }

  /** What the best causes wanted to know and were not told; the first guess wants it as well. */
  private List<NotChecked> notChecked(Facts facts, List<Candidate> best, List<Finding> findings) {
    Stream<String> guessed =
        findings.stream()
            .limit(1)
            .filter(Finding::guess)
            .flatMap(guess -> knowledge.cause(guess.code()).stream())
            .flatMap(cause -> cause.needs().stream().filter(input -> !facts.given(input)));
    Stream<String> wanted = best.stream().flatMap(candidate -> missingInputs(candidate, facts));
    return Inputs.notChecked(Stream.concat(guessed, wanted).toList());
  }

  private static Stream<String> missingInputs(Candidate candidate, Facts facts) {
    return Stream.concat(
        candidate.cause().needs().stream().filter(input -> !facts.given(input)),
        candidate.asked().stream()
            .flatMap(asked ->
                switch (asked.answer()) {
                  case Answer.Lacks(String input) -> Stream.of(input);
                  case Answer.Holds() -> Stream.empty();
                  case Answer.Fails() -> Stream.empty();
                }));
  }
}
