package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.Signals.Hit;
import dev.modmedic.evidence.Redaction;
import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.Check;
import dev.modmedic.knowledge.Condition.Answer;
import dev.modmedic.knowledge.ConditionRule;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A cause that something speaks for, on its way through the ranking.
 *
 * @param hits its signals in the log, strongest first; empty when only the environment speaks
 * @param captures what its evidence and the facts fill into texts
 * @param asked its conditions and how each was answered
 * @param reported outcomes of checks that the client reported and that speak for the cause
 * @param score log-odds
 * @param explains codes of candidates that are symptoms of this one here
 */
record Candidate(
    Cause cause,
    List<Hit> hits,
    Map<String, String> captures,
    List<Asked> asked,
    List<Reported> reported,
    double score,
    List<String> explains) {
  /** Strongest first; among equals the unsettled and earlier one. */
  static final Comparator<Hit> STRONGEST =
      Comparator.comparingDouble((Hit hit) -> -hit.weight()).thenComparingInt(Hit::line);

  private static final int NEAR = 3;

  /** What an answer must outweigh to put its cause before the one that the question is of. */
  private static final double ASKED_FOR_ANOTHER = 1;

  private static final Set<String> LINKING =
      Set.of("host", "module", "url", "proxy", "path", "address", "package");

  Candidate {
    hits = List.copyOf(hits);
    captures = Map.copyOf(captures);
    asked = List.copyOf(asked);
    reported = List.copyOf(reported);
    explains = List.copyOf(explains);
  }

  /** A condition and its answer. */
  record Asked(ConditionRule rule, Answer answer) {
    boolean holds() {
      return answer instanceof Answer.Holds;
    }
  }

  /** An outcome that the client reported, under {@code check/outcome}. */
  record Reported(String id, Check.Outcome outcome) {}

  Optional<Hit> best() {
    return hits.stream().findFirst();
  }

  /** The same without secrets, for everything that is shown. */
  Candidate redacted() {
    return new Candidate(cause, hits, redacted(captures), asked, reported, score, explains);
  }

  static Map<String, String> redacted(Map<String, String> values) {
    Map<String, String> redacted = new LinkedHashMap<>();
    values.forEach((name, value) -> redacted.put(name, Redaction.redact(value)));
    return redacted;
  }

  Candidate scored(double newScore) {
    return new Candidate(cause, hits, captures, asked, reported, newScore, explains);
  }

  Candidate explaining(List<String> codes) {
    return new Candidate(cause, hits, captures, asked, reported, score, codes);
  }

  /** Whether the client answered a question of {@code asking}, and the answer speaks for this. */
  boolean isAnswerTo(Candidate asking) {
    return !cause.code().equals(asking.cause.code()) && answered(asking) > 0;
  }

  /**
   * As likely as the answer to a question of a cause that something else speaks for makes it: what
   * spoke for that one now speaks for this, of the same host and module.
   */
  Candidate answering(Candidate asking) {
    double answered = asking.score - ASKED_FOR_ANOTHER + answered(asking);
    if (!isAnswerTo(asking) || answered <= score) {
      return this;
    }
    Map<String, String> merged = new LinkedHashMap<>(captures);
    asking.captures.forEach(merged::putIfAbsent);
    return new Candidate(cause, hits, merged, asked, reported, answered, explains);
  }

  private double answered(Candidate asking) {
    return reported.stream()
        .filter(one ->
            asking.cause.checks().stream().anyMatch(check -> one.id().startsWith(check.id() + "/")))
        .mapToDouble(one -> one.outcome().weight())
        .max()
        .orElse(0);
  }

  /** Whether both speak of the same failure: near in the log, or about the same thing. */
  boolean isRelatedTo(Candidate other) {
    return hits.isEmpty()
        || other.hits.isEmpty()
        || reaches(hits, other.hits)
        || reaches(other.hits, hits)
        || LINKING.stream().anyMatch(name -> sharesValue(other, name));
  }

  /** Whether one of {@code to} stands in the message of one of {@code from}, or near it. */
  private static boolean reaches(List<Hit> from, List<Hit> to) {
    NavigableSet<Integer> lines = new TreeSet<>();
    to.forEach(hit -> lines.add(hit.line()));
    return from.stream()
        .anyMatch(hit -> {
          Integer next = lines.ceiling(Math.min(hit.entry().first(), hit.line() - NEAR));
          return next != null && next <= Math.max(hit.entry().last(), hit.line() + NEAR);
        });
  }

  private boolean sharesValue(Candidate other, String name) {
    String value = captures.get(name);
    return value != null && value.equals(other.captures.get(name));
  }
}
