package dev.modmedic.evidence;

import dev.modmedic.evidence.LogReader.Repaired;

/**
 * Unfolds lines in which a tool printed a whole block as one escaped string (JSON, logfmt,
 * Ansible): {@code \n}, {@code \t}, {@code \"} and numbered characters become what they stand for.
 */
final class EscapedBlocks {
  /** Characters of an escape with a number. */
  private static final int NUMBERED = 6;

  private EscapedBlocks() {}

  static Repaired unfold(Repaired state) {
    String text = state.text();
    if (!text.contains("\\n") && !text.contains("\\\"") && !text.contains("\\u00")) {
      return state;
    }
    StringBuilder out = new StringBuilder(text.length());
    PositionMap.Builder map = new PositionMap.Builder();
    map.add(0, 0);
    boolean changed = false;
    for (int start = 0; start < text.length(); ) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline + 1;
      if (isEscaped(text, start, end)) {
        unescape(text, start, end, out, map);
        changed = true;
      } else {
        out.append(text, start, end);
      }
      start = end;
    }
    return changed ? state.with(out, map) : state;
  }

  /**
   * A Windows path holds {@code \n} and {@code \t} by accident; an escaped quote or tab does not.
   */
  private static boolean isEscaped(String text, int start, int end) {
    String line = text.substring(start, end);
    if (line.contains("\\\"")
        || line.contains("\\n\\t")
        || line.contains("\\r\\n")
        || line.contains("\\u00")) {
      return true;
    }
    return line.contains("\\n") && !line.contains(":\\") && !line.contains("\\\\");
  }

  private static void unescape(
      String text, int start, int end, StringBuilder out, PositionMap.Builder map) {
    int at = start;
    while (at < end) {
      char c = text.charAt(at);
      boolean numbered = isNumbered(text, at, end);
      char meant = c == '\\' && at + 1 < end && !numbered ? meaning(text.charAt(at + 1)) : 0;
      if (meant == 0 && !numbered) {
        out.append(c);
        at++;
        continue;
      }
      int behind = at + (numbered ? NUMBERED : 2);
      map.replace(out.length(), at, behind);
      out.append(numbered ? (char) Integer.parseInt(text, at + 2, at + NUMBERED, 16) : meant);
      at = behind;
      map.add(out.length(), at);
    }
  }

  /** A printable character of ASCII, as encoders of JSON write {@code <}, {@code >} and others. */
  private static boolean isNumbered(String text, int at, int end) {
    return at + NUMBERED <= end
        && text.startsWith("\\u00", at)
        && text.charAt(at + 4) >= '2'
        && text.charAt(at + 4) <= '7'
        && Character.digit(text.charAt(at + 5), 16) >= 0
        && text.charAt(at + 5) < 0x80;
  }

  private static char meaning(char escape) {
    return switch (escape) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> ' ';
      case '"' -> '"';
      case '/' -> '/';
      case '\\' -> '\\';
      default -> 0;
    };
  }
}
