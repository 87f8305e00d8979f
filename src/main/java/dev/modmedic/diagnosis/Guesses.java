package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.FailingLines.Failing;
import dev.modmedic.evidence.Entry;
import dev.modmedic.evidence.Facts;
import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.knowledge.Wording;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
  private static final double SUREST = 0.45;

  private static final double LEAST = 0.08;

  /** What a line counts that does not sound like a failure. */
  private static final double UNCOMPLAINING = 0.6;

  /** A lower score is a matter of chance. */
  private static final double LEAST_SCORE = 1.2;

  /** What it takes where nothing else shows that the log is of a failure. */
  private static final double LEAST_UNLESS_FAILING = 2.2;

  private static final double LEAST_IF_GO_SAYS_IT = 1.5;

  /** By the score of the first and its lead, which is the part that the second lacks of it. */
  private static final Calibration CALIBRATION = new Calibration(0.2, 4, -1.9);

  /** How fast further guesses lose with what they lack of the first. */
  private static final double STEEPNESS = 3;

  /** Marks of a test or program that ran, see {@code marks.yaml}: there were all modules for it. */
  private static final List<String> RAN = List.of("test-ran", "program-ran");

  private final KnowledgeBase knowledge;

  Guesses(KnowledgeBase knowledge) {
    this.knowledge = knowledge;
  }

  /** A cause and the line that is likest to it. */
  private record Like(Cause cause, Failing at, double score) {}

  /**
   * The likeliest first; empty where the log gives no reason to think that anything failed. A cause
   * whose own words are in the log and were not let count is not guessed either.
   *
   * @param failing whether the log or its exit code tell for sure that something failed
   */
  List<Guess> of(Inquiry inquiry, Signals signals, Facts facts, boolean failing) {
    if (facts.succeeded() || RAN.stream().anyMatch(signals.marks()::seen)) {
      return List.of();
    }
    List<Like> likes = likes(new FailingLines(inquiry.log(), signals, failing), ruledOut(signals));
    if (likes.isEmpty() || likes.getFirst().score() < least(failing, likes.getFirst())) {
      return List.of();
    }
    double best = likes.getFirst().score();
    double lead = likes.size() > 1 ? 1 - likes.get(1).score() / best : 1;
    double confidence = Math.min(SUREST, CALIBRATION.confidence(best, lead));
    return IntStream.range(0, likes.size())
        .mapToObj(i -> {
          Like like = likes.get(i);
          double part = Math.pow(like.score() / best, STEEPNESS);
          return guess(signals, facts, like, lead, confidence * part);
        })
        .filter(guess -> guess.confidence() >= LEAST)
        .toList();
  }

  private static double least(boolean failing, Like first) {
    if (failing) {
      return LEAST_SCORE;
    }
    return first.at().isOfGo() ? LEAST_IF_GO_SAYS_IT : LEAST_UNLESS_FAILING;
  }

  private static Set<String> ruledOut(Signals signals) {
    return signals.dismissed().stream()
        .map(dismissed -> dismissed.hit().cause().code())
        .collect(Collectors.toSet());
  }

  private List<Like> likes(FailingLines lines, Set<String> ruledOut) {
    List<Failing> failing = lines.lines();
    if (failing.isEmpty()) {
      return List.of();
    }
    Wording wording = knowledge.wording();
    List<Cause> causes = wording.causes();
    @Nullable Like[] best = new Like[causes.size()];
    for (Failing line : failing) {
      double counts = line.complains() ? 1 : UNCOMPLAINING;
      double[] likeness = wording.likeness(line.words());
      if (Arrays.stream(likeness).max().orElse(0) * counts >= LEAST_SCORE
          && lines.mayCount(line.line())) {
        for (int i = 0; i < best.length; i++) {
          Like like = best[i];
          if (like == null || likeness[i] * counts > like.score()) {
            best[i] = new Like(causes.get(i), line, likeness[i] * counts);
          }
        }
      }
    }
    return Stream.of(best)
        .flatMap(Stream::ofNullable)
        .filter(like -> !ruledOut.contains(like.cause().code()))
        .sorted(
            Comparator.comparingDouble(Like::score)
                .reversed()
                .thenComparing(like -> like.cause().code()))
        .limit(MOST)
        .toList();
  }

  private Guess guess(Signals signals, Facts facts, Like like, double lead, double confidence) {
    int line = like.at().line().index();
    Map<String, String> captures = new LinkedHashMap<>();
    signals
        .marks()
        .in(new Entry(line, line))
        .forEach(marked -> marked.match().captures().forEach(captures::putIfAbsent));
    Spotted.in(like.at().line().text()).forEach(captures::putIfAbsent);
    facts.derived(captures).forEach(captures::putIfAbsent);
    return new Guess(
        like.cause(),
        like.score(),
        lead,
        confidence,
        like.at().line(),
        knowledge.wording().shared(like.at().words(), like.cause().code()),
        Candidate.redacted(captures));
  }
}
