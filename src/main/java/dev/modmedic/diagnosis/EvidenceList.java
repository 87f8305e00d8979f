package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.Evidence.Source;
import dev.modmedic.evidence.Redaction;
import dev.modmedic.evidence.Span;
import dev.modmedic.evidence.Text;
import dev.modmedic.knowledge.Signal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Gathers what speaks for one candidate, with exact positions. */
final class EvidenceList {
  private static final int MOST_LINES = 5;
  private static final int LONGEST_TEXT = 500;
  private static final char ESCAPE = '\u001b';

  /** A lighter signal only catches names for the texts. */
  private static final double LIGHTEST = 1;

  private EvidenceList() {}

  static List<Evidence> of(Inquiry inquiry, Candidate candidate) {
    Set<String> told = new HashSet<>();
    Stream<Evidence> lines =
        candidate.hits().stream()
            .filter(hit -> hit.signal().weight() >= LIGHTEST)
            .filter(hit -> told.add(hit.signal().id() + hit.match().captures()))
            .limit(MOST_LINES)
            .map(hit -> line(inquiry, candidate, hit));
    Stream<Evidence> facts =
        candidate.asked().stream()
            .filter(asked -> asked.holds() && asked.rule().weight() > 0)
            .map(asked -> fact(candidate, asked));
    Stream<Evidence> reported = candidate.reported().stream().map(r -> reported(candidate, r));
    Stream<Evidence> probed = Probed.of(inquiry).evidence(candidate).stream();
    return Stream.of(lines, facts, reported, probed).flatMap(Function.identity()).toList();
  }

  private static Evidence line(Inquiry inquiry, Candidate candidate, Signals.Hit hit) {
    Span shown = redacted(inquiry.log().span(hit.start(), hit.end()));
    return new Evidence(Source.LOG, shown, shown.text(), meaning(candidate, hit.signal()));
  }

  /** The same stretch with secrets hidden and kept short: a long one ends earlier. */
  static Span redacted(Span span) {
    String redacted = Redaction.redact(span.text());
    int kept = kept(span.text(), redacted);
    boolean whole = kept == span.text().length();
    String text = whole ? redacted : Redaction.redact(span.text().substring(0, kept));
    if (span.reads().equals(span.text())) {
      return new Span(span.line(), span.column(), span.column() + kept, text);
    }
    String reads = Redaction.redact(span.reads());
    boolean hidesMore = !reads.equals(span.reads()) && span.text().indexOf(ESCAPE) >= 0;
    return new Span(
        span.line(),
        span.column(),
        span.column() + kept,
        // Terminal codes may stand within a secret, which then only shows in the reading.
        hidesMore ? shortened(reads) : text,
        shortened(reads));
  }

  /** How much of {@code text} is shown; a secret is never cut in two, which would show its half. */
  private static int kept(String text, String redacted) {
    int kept = Math.min(text.length(), LONGEST_TEXT);
    while (kept > 0 && !redacted.startsWith(Redaction.redact(text.substring(0, kept)))) {
      kept = Math.max(0, text.lastIndexOf(' ', kept - 1));
    }
    return kept > 0 && Character.isHighSurrogate(text.charAt(kept - 1)) ? kept - 1 : kept;
  }

  private static Text meaning(Candidate candidate, Signal signal) {
    Text says = signal.says();
    return says == null ? candidate.cause().title() : Explainer.fill(says, candidate.captures());
  }

  private static Evidence fact(Candidate candidate, Candidate.Asked asked) {
    Text says = Explainer.fill(asked.rule().says(), candidate.captures());
    return new Evidence(Source.ENVIRONMENT, null, asked.rule().condition().source(), says);
  }

  private static Evidence reported(Candidate candidate, Candidate.Reported reported) {
    Text answer = Explainer.fill(reported.outcome().answer(), candidate.captures());
    return new Evidence(Source.ENVIRONMENT, null, reported.id(), answer);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
  }
}
