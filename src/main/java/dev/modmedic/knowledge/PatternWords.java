package dev.modmedic.knowledge;

/**
 * The words of a pattern as a reader sees them: what may vary is a gap between them.
 *
 * <p>Reads RE2 syntax (github.com/google/re2/wiki/Syntax). Alternatives and optional parts all
 * count, since any of them may be what the next release prints.
 */
final class PatternWords {
  /** Stands between words that need not follow each other. */
  static final char GAP = '\u0000';

  private final String pattern;
  private final StringBuilder words = new StringBuilder();
  private int at;

  private PatternWords(String pattern) {
    this.pattern = pattern;
  }

  /** The literal text of {@code pattern}, with a {@link #GAP} for everything else. */
  static String of(String pattern) {
    PatternWords reader = new PatternWords(pattern);
    while (reader.at < pattern.length()) {
      reader.next();
    }
    return reader.words.toString();
  }

  private void next() {
    char c = pattern.charAt(at++);
    switch (c) {
      case '\\' -> escape();
      case '[' -> characterClass();
      case '(' -> group();
      case '{' -> repetition();
      case '.', ')', '|', '^', '$' -> words.append(GAP);
      case '*', '?', '+' -> {}
      default -> words.append(c);
    }
  }

  private void escape() {
    if (at == pattern.length()) {
      return;
    }
    char c = pattern.charAt(at++);
    if (c == 's') {
      words.append(' ');
    } else if (c == 'p' || c == 'P' || c == 'x') {
      skipBraces();
    } else {
      words.append(Character.isLetterOrDigit(c) ? GAP : c);
    }
  }

  private void skipBraces() {
    int end = pattern.indexOf('}', at);
    at = at < pattern.length() && pattern.charAt(at) == '{' && end > 0 ? end + 1 : at + 1;
    words.append(GAP);
  }

  /** A letter in both cases is a letter; any other class is a gap. */
  private void characterClass() {
    int end = at;
    if (pattern.startsWith("^", end)) {
      end++;
    }
    if (pattern.startsWith("]", end)) {
      end++;
    }
    while (end < pattern.length() && pattern.charAt(end) != ']') {
      if (pattern.startsWith("[:", end)) {
        end = Math.max(end, pattern.indexOf(":]", end) + 1);
      } else if (pattern.charAt(end) == '\\') {
        end++;
      }
      end++;
    }
    String inside = pattern.substring(at, Math.min(end, pattern.length()));
    words.append(
        inside.length() == 2
                && Character.toLowerCase(inside.charAt(0))
                    == Character.toLowerCase(inside.charAt(1))
            ? inside.charAt(0)
            : GAP);
    at = end + 1;
  }

  private void group() {
    words.append(GAP);
    if (pattern.startsWith("?P<", at) || pattern.startsWith("?<", at)) {
      at = pattern.indexOf('>', at) + 1;
    } else if (pattern.startsWith("?", at)) {
      while (at < pattern.length() && ":)".indexOf(pattern.charAt(at)) < 0) {
        at++;
      }
      at++;
    }
  }

  /** How often something stands there; a brace that says nothing of the kind is a sign. */
  private void repetition() {
    int end = pattern.indexOf('}', at);
    if (end > 0 && pattern.substring(at, end).matches("\\d+(,\\d*)?")) {
      at = end + 1;
    } else {
      words.append('{');
    }
  }
}
