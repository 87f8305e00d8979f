package dev.modmedic.evidence;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises what build tools and CI services put in front of a command's own line.
 *
 * <p>Each alternative takes at most the one blank that the tool itself adds, so that the
 * indentation of the command's output survives.
 */
final class WrapperPrefix {
  private static final int DEEPEST_NESTING = 6;
  private static final int LONGEST = 200;

  private static final Pattern PREFIX =
      Pattern.compile(
          String.join(
              "|",
              // gh run view: job, step and time in columns
              "[^\\t\\n]{1,60}\\t[^\\t\\n]{1,60}\\t(?=\\uFEFF?\\d{4}-\\d\\d-\\d\\dT)",
              // ISO and Go log timestamps; GitLab adds a stream tag such as 00O or 00O+
              "\\uFEFF?\\[?\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?"
                  + "(?:Z|[+-]\\d\\d:?\\d\\d)?\\]?(?: \\d\\d[OE]\\+?)?[ \\t]",
              "[\\[(]?\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?[\\])]?[ \\t]",
              // BuildKit: step number and seconds; the excerpt after a failure has seconds only
              "#\\d+ (?:\\d+\\.\\d+ |ERROR: )?",
              "\\d{1,5}\\.\\d{1,3} ",
              "\\s*(?:=> )+(?:# )?",
              // docker compose and act
              "[\\w./-]{1,60}\\s*\\| ",
              "\\[[\\w ./-]{1,60}\\]\\s*(?:\\| )?",
              "##\\[\\w+\\]|::\\w+::",
              // quotes and comments
              "(?:> ?)+(?=[^>\\s]|\\t| {2})",
              "//+ "));

  private WrapperPrefix() {}

  /** The offset in {@code [start, end]} at which the command's own text begins. */
  static int end(String text, int start, int end) {
    if (start == end || !mayBePrefix(text.charAt(start))) {
      return start;
    }
    Matcher matcher = PREFIX.matcher(text);
    int at = start;
    for (int i = 0; i < DEEPEST_NESTING && at < end; i++) {
      matcher.region(at, Math.min(end, at + LONGEST));
      if (!matcher.lookingAt() || matcher.end() == at) {
        break;
      }
      at = matcher.end();
    }
    return at;
  }

  /** Go's own lines start with a tab or with {@code go: }: no tool does, so they cost nothing. */
  private static boolean mayBePrefix(char first) {
    return first != '\t';
  }
}
