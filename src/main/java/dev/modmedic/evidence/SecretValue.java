package dev.modmedic.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Tells the value of a secret setting from a placeholder and finds its end. */
final class SecretValue {
  /** No placeholder is longer. */
  private static final int LONGEST_PLACEHOLDER = 256;

  /** From here on a word is no word of a language. */
  private static final int LONGEST_PROSE = 24;

  private static final int SHORTEST_SECRET = 6;
  private static final int SHORTEST_LOGIN = 6;
  private static final String CODE = "\u001b[";
  private static final int MOST_CODES = 8;
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{16,4096}+=*");
  private static final Pattern BASE_64 = Pattern.compile("[A-Za-z0-9+/]{2,4096}+={0,2}");

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

  /** A terminal's codes end a word only where it goes on no further behind them. */
  private boolean endsWord(int i) {
    int behind = i;
    for (int codes = 0; codes < MOST_CODES && text.startsWith(CODE, behind); codes++) {
      behind = TerminalCodes.controlEnd(text, behind + CODE.length());
    }
    return behind >= text.length() || isEnd(behind);
  }

  private boolean isEnd(int i) {
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

  /** Whether a word has the characters of a bearer's token (RFC 6750), and is no prose. */
  static boolean isToken(String text, int from, int to) {
    return TOKEN.matcher(text).region(from, to).matches() && hasLetterAndDigit(text, from, to);
  }

  /** Whether a word is a user and a password with a colon between them, in base 64. */
  static boolean isLogin(String text, int from, int to) {
    if (to - from < SHORTEST_LOGIN || !BASE_64.matcher(text).region(from, to).matches()) {
      return false;
    }
    try {
      byte[] login = Base64.getDecoder().decode(text.substring(from, to));
      String plain = new String(login, StandardCharsets.ISO_8859_1);
      return plain.indexOf(':') > 0 && plain.chars().noneMatch(Character::isISOControl);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean hasLetterAndDigit(String text, int from, int to) {
    boolean letter = false;
    boolean digit = false;
    for (int i = from; i < to; i++) {
      letter |= Character.isLetter(text.charAt(i));
      digit |= Character.isDigit(text.charAt(i));
    }
    return letter && digit;
  }

  /** Whether a word is unlike prose: letters and digits mixed, or longer than words are. */
  static boolean isUnlikeProse(String text, int from, int to) {
    if (to - from >= LONGEST_PROSE) {
      return true;
    }
    return to - from >= SHORTEST_SECRET && hasLetterAndDigit(text, from, to);
  }
}
