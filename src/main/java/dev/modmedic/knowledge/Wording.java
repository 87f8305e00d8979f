package dev.modmedic.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows which words the knowledge has for which cause, and so which causes a line reminds of.
 *
 * <p>Each signal's pattern, each title and each explanation is a passage. A passage is as like a
 * line as the words they share are rare among the causes, and less the longer it is (after Okapi
 * BM25, Robertson and Zaragoza 2009). Immutable.
 */
public final class Wording {
  /** A pair of words that follow each other says more than both apart, by this part. */
  private static final double PAIR = 0.5;

  private final List<Cause> causes;
  private final List<Passage> passages = new ArrayList<>();
  private final Map<String, Use> uses = new HashMap<>();

  /** Words that stand for one cause; {@code divisor} makes long and short ones comparable. */
  private record Passage(int cause, boolean signal, double divisor) {}

  /** How telling a word is, and in which passages it stands. */
  private record Use(double rarity, int[] passages) {}

  Wording(List<Cause> known) {
    this.causes =
        known.stream()
            .filter(cause -> cause.status() != Status.DRAFT && !cause.layer().equals("ok"))
            .toList();
    Map<String, List<Integer>> passagesOf = new LinkedHashMap<>();
    for (int i = 0; i < causes.size(); i++) {
      add(i, causes.get(i), passagesOf);
    }
    passagesOf.forEach((word, list) -> {
      Set<Integer> of = new HashSet<>();
      list.forEach(passage -> of.add(passages.get(passage).cause()));
      uses.put(
          word,
          new Use(rarity(word, of.size()), list.stream().mapToInt(Integer::intValue).toArray()));
    });
  }

  private double rarity(String word, int causesWithIt) {
    double odds = (causes.size() - causesWithIt + 0.5) / (causesWithIt + 0.5);
    return Math.log(1 + odds) * (word.indexOf(' ') < 0 ? 1 : PAIR);
  }

  private void add(int index, Cause cause, Map<String, List<Integer>> passagesOf) {
    for (Signal signal : cause.signals()) {
      if (signal.weight() >= 1) {
        String words = PatternWords.of(signal.pattern().source());
        add(index, true, 3.6, 0.05, words, passagesOf);
      }
    }
    String title = cause.title().en() + PatternWords.GAP + cause.title().zh();
    add(index, false, 7.2, 0.08, title, passagesOf);
    add(index, false, 3.6, 0.01, prose(cause, title), passagesOf);
  }

  private static String prose(Cause cause, String title) {
    StringBuilder prose = new StringBuilder(title);
    prose.append(PatternWords.GAP).append(cause.explanation().en());
    prose.append(PatternWords.GAP).append(cause.explanation().zh());
    for (Signal signal : cause.signals()) {
      if (signal.says() != null) {
        prose.append(PatternWords.GAP).append(signal.says().en());
        prose.append(PatternWords.GAP).append(signal.says().zh());
      }
    }
    return prose.append(PatternWords.GAP).append(cause.code().replace('.', ' ')).toString();
  }

  private void add(
      int cause,
      boolean signal,
      double divisor,
      double perWord,
      String text,
      Map<String, List<Integer>> passagesOf) {
    Set<String> words = Words.all(text).weights().keySet();
    long single = words.stream().filter(word -> word.indexOf(' ') < 0).count();
    int passage = passages.size();
    passages.add(new Passage(cause, signal, divisor + perWord * single));
    words.forEach(word -> passagesOf.computeIfAbsent(word, w -> new ArrayList<>()).add(passage));
  }

  /** The causes that a line may remind of. */
  public List<Cause> causes() {
    return causes;
  }

  /**
   * How much a line is like each of {@link #causes}, in their order; 0 is nothing, 2 a little, 5
   * much.
   */
  public double[] likeness(Words line) {
    double[] shared = new double[passages.size()];
    line.weights()
        .forEach((word, weight) -> {
          Use use = uses.get(word);
          if (use != null) {
            for (int passage : use.passages()) {
              shared[passage] += weight * use.rarity();
            }
          }
        });
    double[] signals = new double[causes.size()];
    double[] likeness = new double[causes.size()];
    for (int i = 0; i < shared.length; i++) {
      Passage passage = passages.get(i);
      double score = shared[i] / passage.divisor();
      if (passage.signal()) {
        signals[passage.cause()] = Math.max(signals[passage.cause()], score);
      } else {
        likeness[passage.cause()] += score;
      }
    }
    for (int i = 0; i < likeness.length; i++) {
      likeness[i] += signals[i];
    }
    return likeness;
  }

  /** The words that a line and the passages of one cause share, the most telling first. */
  public List<String> shared(Words line, String code) {
    return line.weights().keySet().stream()
        .filter(word -> word.indexOf(' ') < 0 && stands(word, code))
        .sorted(Comparator.comparingDouble(this::weightOf).reversed())
        .toList();
  }

  private double weightOf(String word) {
    Use use = uses.get(word);
    return use == null ? 0 : use.rarity();
  }

  private boolean stands(String word, String code) {
    Use use = uses.get(word);
    if (use != null) {
      for (int passage : use.passages()) {
        if (causes.get(passages.get(passage).cause()).code().equals(code)) {
          return true;
        }
      }
    }
    return false;
  }
}
