package dev.modmedic.evidence;

import dev.modmedic.evidence.LogReader.Repaired;

/**
 * Moves a log back to the left edge when all of it is set in, as quoted code is in Markdown or in a
 * ticket. Larger logs come from a machine and are left alone.
 */
final class Indents {
  private static final int LARGEST_LOG = 1 << 20;

  private Indents() {}

  static Repaired remove(Repaired state) {
    String text = state.text();
    if (text.length() > LARGEST_LOG) {
      return state;
    }
    int[] starts = LineStarts.of(text);
    int common = common(text, starts);
    return common == 0 ? state : moved(state, starts, common);
  }

  /** How many blanks or tabs all lines that are not blank begin with. */
  private static int common(String text, int[] starts) {
    int first = -1;
    int common = 0;
    for (int i = 0; i < starts.length && (first < 0 || common > 0); i++) {
      int end = LineStarts.end(text, starts, i);
      int content = contentStart(text, starts[i], end);
      if (content == end) {
        continue;
      }
      if (first < 0) {
        first = starts[i];
        common = content - first;
      } else {
        common = shared(text, first, starts[i], Math.min(common, content - starts[i]));
      }
    }
    return common;
  }

  private static int shared(String text, int one, int other, int most) {
    int length = 0;
    while (length < most && text.charAt(one + length) == text.charAt(other + length)) {
      length++;
    }
    return length;
  }

  private static Repaired moved(Repaired state, int[] starts, int by) {
    String text = state.text();
    StringBuilder out = new StringBuilder(text.length());
    PositionMap.Builder map = new PositionMap.Builder();
    for (int i = 0; i < starts.length; i++) {
      int next = i + 1 < starts.length ? starts[i + 1] : text.length();
      int end = LineStarts.end(text, starts, i);
      int from = contentStart(text, starts[i], end) == end ? end : starts[i] + by;
      map.add(out.length(), from);
      out.append(text, from, next);
    }
    return state.with(out, map);
  }

  private static int contentStart(String text, int from, int end) {
    int at = from;
    while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }
}
