package dev.modmedic.knowledge.re2;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a pattern is once its counted repetitions are written out, which is what re2j does: a
 * few characters such as {@code ((a{1000}){1000}){1000}} would take all memory.
 */
final class PatternSize {
  private static final int LARGEST = 50_000;
  private static final int DEEPEST = 50;
  private static final Pattern REPEAT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

  private final String pattern;
  private int at;

  private PatternSize(String pattern) {
    this.pattern = pattern;
  }

  /**
   * @throws IllegalArgumentException if the pattern would become too large
   */
  static void check(String pattern) {
    PatternSize size = new PatternSize(pattern);
    while (size.at < pattern.length()) {
      size.sequence(0); // a bracket too many ends it early; re2j will say so
    }
  }

  /** The size of what stands up to the closing bracket, which is read as well. */
  private long sequence(int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("nested more than " + DEEPEST + " levels deep");
    }
    long total = 0;
    long last = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      long times = c == '{' ? repeat() : 0;
      if (times > 0) {
        last = bounded(last * times);
      } else if (c == ')') {
        at++;
        return bounded(total + last);
      } else {
        total = bounded(total + last);
        last = item(c, depth);
      }
    }
    return bounded(total + last);
  }

  /** How often the item before is repeated at most; 0 when the brace is only a brace. */
  private long repeat() {
    Matcher repeat = REPEAT.matcher(pattern).region(at, pattern.length());
    if (!repeat.lookingAt()) {
      return 0;
    }
    at = repeat.end();
    String most = repeat.group(2);
    long least = Long.parseLong(repeat.group(1));
    return Math.max(1, most == null || most.isEmpty() ? least : Long.parseLong(most));
  }

  private long item(char c, int depth) {
    at++;
    switch (c) {
      case '(' -> {
        return sequence(depth + 1);
      }
      case '[' -> skipClass();
      case '\\' -> skipEscape();
      default -> {}
    }
    return 1;
  }

  private void skipEscape() {
    if (pattern.startsWith("Q", at)) {
      int end = pattern.indexOf("\\E", at);
      at = end < 0 ? pattern.length() : end + 2;
    } else {
      at++;
      // As in \p{Greek} and \x{10FFFF}.
      if (at < pattern.length()
          && pattern.charAt(at) == '{'
          && "pPx".indexOf(pattern.charAt(at - 1)) >= 0) {
        skipBehind("}");
      }
    }
  }

  private void skipClass() {
    at += pattern.startsWith("^", at) ? 1 : 0;
    at += pattern.startsWith("]", at) ? 1 : 0;
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      if (pattern.startsWith("[:", at)) {
        skipBehind(":]");
      } else {
        at += pattern.charAt(at) == '\\' ? 2 : 1;
      }
    }
    at++;
  }

  private void skipBehind(String end) {
    int found = pattern.indexOf(end, at + 1);
    at = found < 0 ? pattern.length() : found + end.length();
  }

  private static long bounded(long size) {
    if (size > LARGEST) {
      throw new IllegalArgumentException(
          "its repetitions written out are more than " + LARGEST + " characters");
    }
    return size;
  }
}
