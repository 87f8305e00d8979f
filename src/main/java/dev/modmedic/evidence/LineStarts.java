package dev.modmedic.evidence;

import java.util.Arrays;

/** Finds where lines begin; a line ends at a line feed. */
final class LineStarts {
  private LineStarts() {}

  /** Offsets in ascending order, the first always 0. */
  static int[] of(String text) {
    int[] starts = new int[Math.max(16, text.length() / 60)];
    int count = 1;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
      }
      starts[count++] = at + 1;
    }
    return Arrays.copyOf(starts, count);
  }

  /** Offset after the last character of a line, its line end excluded. */
  static int end(String text, int[] starts, int index) {
    int end = index + 1 < starts.length ? starts[index + 1] - 1 : text.length();
    return end > starts[index] && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }
}
