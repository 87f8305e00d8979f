package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.FailingLines.Failing;
import dev.modmedic.evidence.Entry;
import dev.modmedic.evidence.Facts;
import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.knowledge.Wording;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Guesses at the cause of a failure whose wording no rule knows, by the words that a failing line
 * shares with the rules.
 *
 * <p>The figures were fitted with {@code GuessCommand}, which takes the rules that know a case away
 * and looks whether the words of the others still lead to its cause.
 */
final class Guesses {
  static final int MOST = 3;

  /** Nobody is to act on a guess alone, so none is ever called likely. */
  static double SUREST = 0.45;

  static double LEAST = 0.08;

  /** What a line that does not complain counts. */
  static double UNCOMPLAINING = 0.6;

  /** A lower score is a matter of chance. */
  static double LEAST_SCORE = 1.2;

  /** What it takes where nothing else shows that the log is of a failure. */
  static double LEAST_UNLESS_FAILING = 2.2;

  static double OFFSET = -1.9;
  static double PER_SCORE = 0.2;
  static double PER_LEAD = 4;

  /** How fast further guesses lose with their distance from the first. */
  static double STEEPNESS = 3;

  private final KnowledgeBase knowledge;

  Guesses(KnowledgeBase knowledge) {
    this.knowledge = knowledge;
  }

  /** A cause and the line that is likest to it. */
  private record Like(Wording.Likeness likeness, Failing at, double score) {}

  /** The likeliest first; empty where the log gives no reason to think that anything failed. */
  List<Guess> of(Inquiry inquiry, Signals signals, Facts facts) {
    if (facts.succeeded()) {
      return List.of();
    }
    boolean failing = signals.failing() || facts.failed();
    List<Like> likes = likes(FailingLines.of(inquiry.log(), signals, failing));
    if (likes.isEmpty()
        || likes.getFirst().score() < (failing ? LEAST_SCORE : LEAST_UNLESS_FAILING)) {
      return List.of();
    }
    double best = likes.getFirst().score();
    double confidence = confidence(best, likes.size() > 1 ? likes.get(1).score() : 0);
    return IntStream.range(0, Math.min(MOST, likes.size()))
        .mapToObj(i -> {
          Like like = likes.get(i);
          double part = Math.pow(like.score() / best, STEEPNESS);
          return guess(signals, facts, like, confidence * part);
        })
        .filter(guess -> guess.confidence() >= LEAST)
        .toList();
  }

  private List<Like> likes(List<Failing> lines) {
    Wording wording = knowledge.wording();
    Map<String, Like> best = new HashMap<>();
    for (Failing line : lines) {
      double counts = line.words().complain() ? 1 : UNCOMPLAINING;
      for (Wording.Likeness likeness : wording.like(line.words())) {
        Like like = new Like(likeness, line, likeness.score() * counts);
        best.merge(likeness.cause().code(), like, (a, b) -> b.score() > a.score() ? b : a);
      }
    }
    return best.values().stream()
        .sorted(
            Comparator.comparingDouble(Like::score)
                .reversed()
                .thenComparing(like -> like.likeness().cause().code()))
        .toList();
  }

  /** Grows with the likeness and with the distance from the next cause. */
  private static double confidence(double best, double second) {
    double odds = OFFSET + PER_SCORE * best + PER_LEAD * (1 - second / best);
    return Math.min(SUREST, 1 / (1 + Math.exp(-odds)));
  }

  private Guess guess(Signals signals, Facts facts, Like like, double confidence) {
    String code = like.likeness().cause().code();
    int line = like.at().line().index();
    Map<String, String> captures = new LinkedHashMap<>();
    signals
        .marks()
        .in(new Entry(line, line))
        .forEach(marked -> marked.match().captures().forEach(captures::putIfAbsent));
    facts.derived(captures).forEach(captures::putIfAbsent);
    return new Guess(
        like.likeness().cause(),
        like.score(),
        confidence,
        like.at().line(),
        knowledge.wording().shared(like.at().words(), code),
        Candidate.redacted(captures));
  }
}
