package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.Evidence.Source;
import dev.modmedic.diagnosis.Reasoning.Resemblance;
import dev.modmedic.evidence.Facts;
import dev.modmedic.evidence.Line;
import dev.modmedic.evidence.Span;
import dev.modmedic.evidence.Text;
import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.Situation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A cause that a line of the log reminds of although no rule knows its wording.
 *
 * @param score how much the line is like the words of the cause
 * @param lead of the first guess before the second, as a part of the score of the first
 * @param confidence less than one half
 * @param line the likest line
 * @param words what the line and the knowledge of the cause share, the most telling first
 * @param captures what the marks of the line and the facts fill into texts
 */
record Guess(
    Cause cause,
    double score,
    double lead,
    double confidence,
    Line line,
    List<String> words,
    Map<String, String> captures) {
  private static final Text RESEMBLES =
      new Text(
          "The wording itself is not known; the line resembles those of this cause.",
          "这句话的措辞本身并不认识，但与该原因的语句相似。");

  Guess {
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(line, "line");
    words = List.copyOf(words);
    captures = Map.copyOf(captures);
  }

  /** As it is told: said to be a guess, and with nothing to do about it but look. */
  Finding told(Inquiry inquiry, Facts facts, Predicate<String> seen) {
    Text meaning = Explainer.fill(cause.explanation(), captures);
    return new Finding(
        cause.code(),
        Math.round(confidence * 1000) / 1000.0,
        cause.title(),
        new Text(
            "A guess, since no rule knows this wording. If it is right: " + meaning.en(),
            "这只是猜测，因为没有规则认识这种措辞。若猜对：" + meaning.zh()),
        cause.severity(),
        cause.owner(),
        List.of(
            new Evidence(Source.LOG, span(inquiry, line), span(inquiry, line).text(), RESEMBLES)),
        List.of(),
        ReadOnly.of(Remedies.of(cause, new Situation(facts, seen, captures))),
        cause.retry(),
        cause.references().stream().map(Object::toString).toList(),
        captures,
        true);
  }

  Resemblance resemblance(Inquiry inquiry) {
    return new Resemblance(span(inquiry, line), words);
  }

  /** A line as posted, without the blanks around it. */
  static Span span(Inquiry inquiry, Line line) {
    String text = line.text().stripTrailing();
    int from = line.start() + text.length() - text.stripLeading().length();
    return EvidenceList.redacted(inquiry.log().span(from, line.start() + text.length()));
  }
}
