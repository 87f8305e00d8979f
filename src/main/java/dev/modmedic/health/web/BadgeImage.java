package dev.modmedic.health.web;

import dev.modmedic.evidence.Language;
import dev.modmedic.evidence.Text;
import dev.modmedic.health.StateWords;
import dev.modmedic.health.Window;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small picture of a name and a state.
 *
 * @param window over which uptime is shown; null for none
 * @param uptime from 0 to 1; null if it is not known
 */
record BadgeImage(
    String name,
    String state,
    @Nullable Window window,
    @Nullable Double uptime,
    Language language) {
  private static final int LONGEST_NAME = 60;
  private static final int PADDING = 8;
  private static final String GREY = "#6b7280";

  private static final Map<String, String> COLOURS =
      Map.of(
          "up", "#15803d",
          "degraded", "#b45309",
          "regional", "#b45309",
          "flapping", "#b45309",
          "down", "#b91c1c");

  String svg() {
    String left = escaped(shortened(name));
    String says = said();
    String right = escaped(says);
    int split = width(shortened(name));
    int whole = split + width(says);
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-label="%2$s: %3$s">
    <title>%2$s: %3$s</title>
    <rect width="%1$d" height="20" rx="4" fill="#374151"/>
    <path d="M%4$d 0h%5$dq4 0 4 4v12q0 4 -4 4h-%5$dz" fill="%6$s"/>
    <g fill="#fff" font-family="system-ui,sans-serif" font-size="11" text-anchor="middle">
    <text x="%7$d" y="14">%2$s</text>
    <text x="%8$d" y="14">%3$s</text>
    </g>
    </svg>
    """
        .formatted(
            whole,
            left,
            right,
            split,
            whole - split - 4,
            COLOURS.getOrDefault(state, GREY),
            split / 2,
            split + (whole - split) / 2);
  }

  private String said() {
    String words = StateWords.of(state).in(language);
    if (window == null) {
      return words;
    }
    return uptime == null
        ? new Text("%s, no uptime of %s yet", "%s，尚无 %s 的可用率")
            .in(language)
            .formatted(words, window.word())
        : new Text("%s, %s%% in %s", "%s，可用率 %s%%（%s）")
            .in(language)
            .formatted(words, percent(uptime), window.word());
  }

  /** Rounded down: one second of an outage must not read as 100. */
  private static String percent(double share) {
    return BigDecimal.valueOf(share)
        .movePointRight(2)
        .setScale(2, RoundingMode.DOWN)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String shortened(String name) {
    return name.codePointCount(0, name.length()) <= LONGEST_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
  }

  /** Wide enough for the common fonts: ideographs are square, letters about half of that. */
  private static int width(String text) {
    return 2 * PADDING
        + (int) Math.ceil(text.codePoints().mapToDouble(c -> c < 0x2E80 ? 6.4 : 11.5).sum());
  }

  /** Text for content and attributes; characters that XML does not have become U+FFFD. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            case '\'' -> escaped.append("&#39;");
            default -> escaped.appendCodePoint(isText(c) ? c : 0xFFFD);
          }
        });
    return escaped.toString();
  }

  private static boolean isText(int c) {
    return c >= 0x20 && c != 0x7F && !(c >= 0xD800 && c < 0xE000) && (c & 0xFFFE) != 0xFFFE;
  }
}
