package dev.modmedic.evidence;

import dev.modmedic.evidence.LogReader.Repaired;
import java.util.Set;

/**
 * Joins lines that a terminal broke at its right edge.
 *
 * <p>A log is taken for wrapped when no line is longer than a terminal is wide, and at least two
 * lines end exactly there, or one does at a width that terminals usually have. A mended line keeps
 * its positions.
 */
final class HardWraps {
  private static final int NARROWEST = 60;
  private static final int WIDEST = 250;
  private static final Set<Integer> USUAL_WIDTHS = Set.of(72, 79, 80, 100, 119, 120, 132, 160);
  private static final int LARGEST_LOG = 1 << 20;

  private HardWraps() {}

  static Repaired mend(Repaired state) {
    String text = state.text();
    if (text.length() > LARGEST_LOG) {
      return state;
    }
    int[] starts = LineStarts.of(text);
    int width = widthOf(text, starts);
    return width == 0 ? state : join(state, starts, width);
  }

  /** The width at which the log was wrapped, or 0. */
  private static int widthOf(String text, int[] starts) {
    int widest = 0;
    int times = 0;
    for (int i = 0; i < starts.length; i++) {
      int length = lengthOf(text, starts, i);
      if (length > WIDEST) {
        return 0;
      }
      if (length > widest) {
        widest = length;
        times = 1;
      } else if (length == widest) {
        times++;
      }
    }
    boolean wrapped = times >= 2 || USUAL_WIDTHS.contains(widest);
    return widest >= NARROWEST && wrapped ? widest : 0;
  }

  private static Repaired join(Repaired state, int[] starts, int width) {
    String text = state.text();
    StringBuilder out = new StringBuilder(text.length());
    PositionMap.Builder map = new PositionMap.Builder();
    for (int i = 0; i < starts.length; i++) {
      int length = lengthOf(text, starts, i);
      map.add(out.length(), starts[i]);
      out.append(text, starts[i], starts[i] + length);
      boolean wrapped = length == width && continues(text, starts, i + 1);
      if (!wrapped && i + 1 < starts.length) {
        map.add(out.length(), starts[i + 1] - 1);
        out.append('\n');
      }
    }
    return state.with(out, map);
  }

  private static boolean continues(String text, int[] starts, int next) {
    if (next >= starts.length || lengthOf(text, starts, next) == 0) {
      return false;
    }
    int start = starts[next];
    return text.charAt(start) != '\t'
        && !text.startsWith("go: ", start)
        && WrapperPrefix.end(text, start, start + lengthOf(text, starts, next)) == start;
  }

  private static int lengthOf(String text, int[] starts, int i) {
    return LineStarts.end(text, starts, i) - starts[i];
  }
}
