package dev.modmedic.evidence;

import dev.modmedic.evidence.LogReader.Repaired;

/**
 * Takes out ANSI escape sequences (ECMA-48), backspaces and the zero bytes of UTF-16, and turns a
 * returning carriage into a new line.
 */
final class TerminalCodes {
  private static final char ESC = '\u001b';
  private static final char BELL = '\u0007';
  private static final char BACKSPACE = '\b';

  /** What an old PowerShell redirects into a file has every other byte zero. */
  private static final int ZERO_AMONG = 4;

  private TerminalCodes() {}

  static Repaired remove(Repaired state) {
    String text = state.text();
    boolean wide = isWide(text);
    boolean clean =
        !wide && text.indexOf(ESC) < 0 && text.indexOf(BACKSPACE) < 0 && !hasLoneReturn(text);
    return clean ? state : rewrite(state, wide);
  }

  private static boolean isWide(String text) {
    int enough = text.length() / ZERO_AMONG;
    int zeros = 0;
    for (int at = text.indexOf(0); at >= 0 && at < text.length() && zeros <= enough; at++) {
      zeros += text.charAt(at) == 0 ? 1 : 0;
    }
    return zeros > enough;
  }

  private static boolean hasLoneReturn(String text) {
    for (int at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
      if (at + 1 < text.length() && text.charAt(at + 1) != '\n') {
        return true;
      }
    }
    return false;
  }

  private static Repaired rewrite(Repaired state, boolean wide) {
    String text = state.text();
    StringBuilder out = new StringBuilder(text.length());
    PositionMap.Builder map = new PositionMap.Builder();
    map.add(0, 0);
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ESC) {
        at = sequenceEnd(text, at);
        map.add(out.length(), at);
      } else if (c == BACKSPACE || (wide && c == 0)) {
        while (at < text.length() && text.charAt(at) == c) {
          at++;
        }
        map.add(out.length(), at);
      } else if (c == '\r' && at + 1 < text.length() && text.charAt(at + 1) != '\n') {
        out.append('\n');
        at++;
      } else {
        out.append(c);
        at++;
      }
    }
    return state.with(out, map);
  }

  /** The offset after the escape sequence that starts at {@code esc}. */
  private static int sequenceEnd(String text, int esc) {
    int at = esc + 1;
    if (at >= text.length()) {
      return at;
    }
    return switch (text.charAt(at)) {
      case '[' -> controlEnd(text, at + 1);
      case ']' -> commandEnd(text, at + 1);
      default -> at + 1;
    };
  }

  /** The offset after a control sequence whose parameters begin at {@code from}. */
  static int controlEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= ' ' && text.charAt(at) < '@') {
      at++;
    }
    return at < text.length() && text.charAt(at) >= '@' && text.charAt(at) <= '~' ? at + 1 : at;
  }

  private static int commandEnd(String text, int from) {
    for (int at = from; at < text.length() && text.charAt(at) != '\n'; at++) {
      if (text.charAt(at) == BELL) {
        return at + 1;
      }
      if (text.charAt(at) == ESC) {
        return at + 1 < text.length() && text.charAt(at + 1) == '\\' ? at + 2 : at;
      }
    }
    return from;
  }
}
