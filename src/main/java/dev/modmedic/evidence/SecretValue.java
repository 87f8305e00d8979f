package dev.modmedic.evidence;

import java.util.regex.Pattern;

/** Tells the value of a secret setting from a placeholder and finds its end. */
final class SecretValue {
  /** No placeholder is longer. */
  private static final int LONGEST_PLACEHOLDER = 256;

  /** From here on a word is no word of a language. */
  private static final int LONGEST_PROSE = 24;

  private static final int SHORTEST_SECRET = 6;

  /**
   * What says where a secret is, hides it already, or stands in documentation for one: masks,
   * variables of shells and templates, paths, and a few words.
   */
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "\\[redacted].*|[xX*.…]+|…[”」』].*|<.*|\\(.*"
              + "|\\$(?:env:)?[A-Za-z_]\\w*|\\$\\{[^}]*}?|\\$\\([^)]*\\)?|\\{\\{?[^}]*}{0,2}|%\\w+%"
              + "|~/.*|\\.{1,2}/.*|/[a-z.]+/.*|[A-Za-z]:\\\\.*"
              + "|true|false|null|nil|none|yes|no|on|off|[01]"
              + "|(?:YOUR|your|MY|my)[-_].*|(?i:password|pass|token|secret)");

  private final String text;
  private int wordFrom = -1;
  private int wordEnd = -1;

  SecretValue(String text) {
    this.text = text;
  }

  /** The end of an unquoted value: white space, a quote, or an escaped quote or line end. */
  int endOfWord(int from) {
    // Remembered, or a word full of names would be walked again for each of them.
    if (from < wordFrom || from > wordEnd) {
      wordFrom = from;
      wordEnd = from;
      while (wordEnd < text.length() && !endsWord(wordEnd)) {
        wordEnd++;
      }
    }
    return wordEnd;
  }

  private boolean endsWord(int i) {
    char c = text.charAt(i);
    return c <= ' ' || c == '"' || c == '\'' || c == '`' || (c == '\\' && isEscape(i + 1));
  }

  private boolean isEscape(int i) {
    return i < text.length() && "\"'nrt".indexOf(text.charAt(i)) >= 0;
  }

  /**
   * The end of a value in quotes that were opened before {@code from}; at the latest, of its line.
   */
  int endOfQuoted(int from, char quote) {
    int i = from;
    while (i < text.length() && text.charAt(i) != quote && text.charAt(i) >= ' ') {
      i++;
    }
    return i > from && text.charAt(i - 1) == '\\' ? i - 1 : i;
  }

  /** The end of a header: of its line, or the quote or bracket around it. */
  int endOfHeader(int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= ' ' && "\"'`]".indexOf(text.charAt(i)) < 0) {
      i++;
    }
    while (i > from && (text.charAt(i - 1) == '\\' || text.charAt(i - 1) == ' ')) {
      i--;
    }
    return i;
  }

  static boolean isHarmless(String text, int from, int to) {
    int end = Math.min(to, from + LONGEST_PLACEHOLDER);
    return from >= to || PLACEHOLDER.matcher(text).region(from, end).matches();
  }

  /** Whether a word is unlike prose: letters and digits mixed, or longer than words are. */
  static boolean isUnlikeProse(String text, int from, int to) {
    if (to - from >= LONGEST_PROSE) {
      return true;
    }
    boolean letter = false;
    boolean digit = false;
    for (int i = from; i < to; i++) {
      letter |= Character.isLetter(text.charAt(i));
      digit |= Character.isDigit(text.charAt(i));
    }
    return to - from >= SHORTEST_SECRET && letter && digit;
  }
}
