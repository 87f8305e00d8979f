package dev.modmedic.knowledge;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of a text in a form that can be compared: small letters, no endings, one word for all
 * that mean the same, and each two words that follow each other.
 */
public final class Words {
  /** More make a line no clearer; a hostile line has as many as it likes. */
  private static final int MOST = 160;

  /** What a word within a path or URL is worth: it names a thing more often than a failure. */
  private static final double IN_ADDRESS = 0.3;

  /** A shorter chunk with a slash is a word, such as {@code i/o}. */
  private static final int SHORTEST_ADDRESS = 7;

  /** Words of a failure; each two words are looked for as well. */
  private static final Set<String> LOUD =
      Set.of(
          "error",
          "fatal",
          "panic",
          "cannot",
          "refused",
          "denied",
          "invalid",
          "unexpected",
          "mismatch",
          "timeout",
          "missing",
          "unsupported",
          "unreachable",
          "reset",
          "abort",
          "exception",
          "disabl",
          "corrupt",
          "broken",
          "ambiguous",
          "not found",
          "no such");

  /** Words that are in complaints, and in much else. */
  private static final Set<String> SOFT = Set.of("not", "no", "must", "require", "too", "kill");

  /** Words of something that went well. */
  private static final Set<String> GLAD =
      Set.of(
          "ok",
          "pass",
          "success",
          "successful",
          "successfully",
          "succeed",
          "done",
          "complete",
          "complet",
          "finish",
          "ready");

  /** Words of what only wants to be known. */
  private static final Set<String> REMARKING =
      Set.of("warning", "warn", "info", "debug", "deprecat", "skipp", "note");

  private final Map<String, Double> weights = new LinkedHashMap<>();
  private final String text;
  private @Nullable String previous;
  private int at;

  private Words(String text) {
    this.text = text;
  }

  public static Words of(String text) {
    return of(text, MOST);
  }

  /** All words, for text of our own. */
  static Words all(String text) {
    return of(text, Integer.MAX_VALUE);
  }

  private static Words of(String text, int most) {
    Words words = new Words(text);
    while (words.at < text.length() && words.weights.size() < most) {
      words.chunk();
    }
    return words;
  }

  /** Words, and pairs with a space between, each with what it counts. */
  Map<String, Double> weights() {
    return weights;
  }

  /** Whether the text may speak of a failure. */
  public boolean complain() {
    return complainLoudly() || hasAny(SOFT);
  }

  /** Whether the text hardly speaks of anything but a failure. */
  public boolean complainLoudly() {
    return hasAny(LOUD);
  }

  /** Whether the text says that something went well. */
  public boolean areGlad() {
    return hasAny(GLAD) && !complainLoudly();
  }

  /** Whether the text calls itself a warning or less. */
  public boolean onlyRemark() {
    return hasAny(REMARKING);
  }

  private boolean hasAny(Set<String> words) {
    return words.stream().anyMatch(weights::containsKey);
  }

  private void chunk() {
    int start = at;
    boolean address = false;
    while (at < text.length() && !parts(at)) {
      char c = text.charAt(at++);
      address |= c == '/' || c == '\\' || c == '@';
    }
    int end = at;
    boolean weak = address && end - start >= SHORTEST_ADDRESS;
    if (weak) {
      previous = null;
    }
    for (int i = start; i < end; ) {
      int next = i + 1;
      if (isIdeograph(text.charAt(i))) {
        while (next < end && isIdeograph(text.charAt(next))) {
          next++;
        }
        ideographs(text.substring(i, next));
      } else if (Character.isLetterOrDigit(text.charAt(i))) {
        while (next < end && (isLetter(text.charAt(next)) || text.charAt(next) == '\'')) {
          next++;
        }
        word(text.substring(i, next).replace("'", "").toLowerCase(Locale.ROOT), weak);
      }
      i = next;
    }
    if (at < text.length() && text.charAt(at++) == PatternWords.GAP) {
      previous = null;
    }
  }

  private void word(String word, boolean weak) {
    if (!isTelling(word)) {
      return;
    }
    for (String meant : Thesaurus.of(word)) {
      weights.merge(meant, weak ? IN_ADDRESS : 1, Math::max);
      if (previous != null) {
        weights.put(previous + " " + meant, 1.0);
      }
      previous = weak ? null : meant;
    }
  }

  /** There are no spaces between Chinese words, so every two characters count as one. */
  private void ideographs(String run) {
    for (int i = 0; i + 2 <= run.length(); i++) {
      weights.put(run.substring(i, i + 2), 1.0);
    }
    Thesaurus.within(run).forEach(meant -> weights.put(meant, 1.0));
    previous = null;
  }

  /** Of numbers only those count that may be the status of an HTTP error. */
  private static boolean isTelling(String word) {
    char first = word.charAt(0);
    return Character.isDigit(first)
        ? word.length() == 3
            && (first == '4' || first == '5')
            && word.chars().allMatch(Character::isDigit)
        : word.length() > 1;
  }

  private static boolean isLetter(char c) {
    return Character.isLetterOrDigit(c) && !isIdeograph(c);
  }

  private boolean parts(int index) {
    char c = text.charAt(index);
    return c <= ' ' || "\"`(),;<>".indexOf(c) >= 0 || (c == '\'' && !isWithinWord(index));
  }

  /** As in {@code can't}; elsewhere it is a quote. */
  private boolean isWithinWord(int index) {
    return index > 0
        && index + 1 < text.length()
        && Character.isLetter(text.charAt(index - 1))
        && Character.isLetter(text.charAt(index + 1));
  }

  /** Kana and Chinese characters. */
  static boolean isIdeograph(int c) {
    return c >= 0x3040 && c <= 0x9fff;
  }
}
