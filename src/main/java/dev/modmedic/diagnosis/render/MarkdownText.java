package dev.modmedic.diagnosis.render;

import java.util.regex.Pattern;

/** Puts text that others wrote into Markdown without letting it become markup. */
final class MarkdownText {
  /** The ASCII punctuation that can start markup; a backslash before it is allowed everywhere. */
  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]<>|~&#!]");

  /** Where GitHub would make a link or notify somebody without any markup. */
  private static final Pattern LINKS =
      Pattern.compile("(?i)(?<=\\w):(?=//)|(?<=\\bwww)\\.|@(?=\\w)");

  private static final Pattern TICKS = Pattern.compile("`+");

  private MarkdownText() {}

  /** Prose on one line. */
  static String escaped(String text) {
    String line = MARKUP.matcher(Harmless.line(text)).replaceAll("\\\\$0");
    return LINKS.matcher(line).replaceAll("\\\\$0");
  }

  /** A code span that holds {@code text} whatever ticks are in it. */
  static String code(String text) {
    String line = Harmless.line(text);
    if (line.isEmpty()) {
      return "";
    }
    String fence = "`".repeat(longestTicks(line) + 1);
    boolean touches = line.startsWith("`") || line.endsWith("`");
    return touches ? fence + " " + line + " " + fence : fence + line + fence;
  }

  /** A code block that holds {@code text} whatever ticks are in it. */
  static String fenced(String text, String info) {
    String lines = Harmless.lines(text).stripTrailing();
    String fence = "`".repeat(Math.max(3, longestTicks(lines) + 1));
    return fence + info + "\n" + lines + "\n" + fence;
  }

  private static int longestTicks(String text) {
    return TICKS.matcher(text).results().mapToInt(m -> m.end() - m.start()).max().orElse(0);
  }
}
