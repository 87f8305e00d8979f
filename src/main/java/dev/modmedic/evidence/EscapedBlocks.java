package dev.modmedic.evidence;

import dev.modmedic.evidence.LogReader.Repaired;

/**
 * Unfolds lines in which a tool printed a whole block as one escaped string (JSON, logfmt,
 * Ansible): {@code \n}, {@code \t}, {@code \"} become what they stand for.
 */
final class EscapedBlocks {
  private EscapedBlocks() {}

  static Repaired unfold(Repaired state) {
    String text = state.text();
    if (!text.contains("\\n") && !text.contains("\\\"")) {
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
    if (line.contains("\\\"") || line.contains("\\n\\t") || line.contains("\\r\\n")) {
      return true;
    }
    return line.contains("\\n") && !line.contains(":\\") && !line.contains("\\\\");
  }

  private static void unescape(
      String text, int start, int end, StringBuilder out, PositionMap.Builder map) {
    int at = start;
    while (at < end) {
      char c = text.charAt(at);
      char meant = c == '\\' && at + 1 < end ? meaning(text.charAt(at + 1)) : 0;
      if (meant == 0) {
        out.append(c);
        at++;
      } else {
        map.add(out.length(), at);
        out.append(meant);
        at += 2;
        map.add(out.length(), at);
      }
    }
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
