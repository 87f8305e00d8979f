package dev.modmedic.health.message;

import dev.modmedic.evidence.Language;
import dev.modmedic.evidence.Text;
import dev.modmedic.health.Announcement;
import dev.modmedic.health.StateWords;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of Slack's mark-up. */
record SlackText(Language language) {
  private static final int LONGEST_MESSAGE = 300;

  private static final Map<String, String> SIGNS =
      Map.of(
          "up", ":large_green_circle:",
          "down", ":red_circle:",
          "unknown", ":white_circle:",
          "stale", ":white_circle:");

  String test() {
    return new Text("ModMedic can reach this webhook.", "ModMedic 可以访问此 webhook。").in(language);
  }

  String of(Announcement announcement, Optional<String> title, String details) {
    StringBuilder text = new StringBuilder();
    text.append(SIGNS.getOrDefault(announcement.to(), ":large_yellow_circle:"))
        .append(' ')
        .append(change(announcement));
    @Nullable String cause = announcement.cause();
    if (cause != null) {
      text.append("\n")
          .append(title.map(words -> escaped(words) + " ").orElse(""))
          .append('[')
          .append(escaped(cause))
          .append(']');
    }
    @Nullable String message = announcement.message();
    if (message != null && !message.isBlank()) {
      text.append("\n> ").append(escaped(shortened(message)));
    }
    return text.append("\n").append(link(details)).toString();
  }

  private String change(Announcement announcement) {
    String where = where(announcement);
    String lasted = announcement.lasted() == null ? "" : duration(announcement.lasted());
    return switch (language) {
      case EN ->
          "*%s* is %s%s (was %s%s)"
              .formatted(
                  escaped(announcement.target().in(language)),
                  state(announcement.to()),
                  where.isEmpty() ? "" : " in " + where,
                  state(announcement.from()),
                  lasted.isEmpty() ? "" : " for " + lasted);
      case ZH ->
          "*%s* %s变为%s（此前为%s%s）"
              .formatted(
                  escaped(announcement.target().in(language)),
                  where.isEmpty() ? "" : "在 " + where + " ",
                  state(announcement.to()),
                  state(announcement.from()),
                  lasted.isEmpty() ? "" : "，持续 " + lasted);
    };
  }

  private static String where(Announcement announcement) {
    String region = announcement.region();
    return escaped(region == null ? String.join(", ", announcement.regions()) : region);
  }

  private String state(String word) {
    return StateWords.of(word).in(language);
  }

  /** The two largest units. */
  private String duration(Duration lasted) {
    long[] parts = {
      lasted.toDays(), lasted.toHoursPart(), lasted.toMinutesPart(), lasted.toSecondsPart()
    };
    Text[] units = {
      new Text("d", "天"), new Text("h", "小时"), new Text("min", "分"), new Text("s", "秒")
    };
    int first = 0;
    while (first < parts.length - 1 && parts[first] == 0) {
      first++;
    }
    StringBuilder words = new StringBuilder();
    for (int i = first; i < Math.min(first + 2, parts.length); i++) {
      if (parts[i] > 0 || i == first) {
        words
            .append(words.isEmpty() ? "" : " ")
            .append(parts[i])
            .append(' ')
            .append(units[i].in(language));
      }
    }
    return words.toString();
  }

  /** A path alone is no link. */
  private String link(String details) {
    String words = new Text("Details", "详情").in(language);
    return details.startsWith("/") ? escaped(details) : "<" + escaped(details) + "|" + words + ">";
  }

  private static String shortened(String message) {
    String line = message.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST_MESSAGE
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_MESSAGE)) + "…";
  }

  /**
   * The three characters that Slack gives a meaning in all text; a control character would let a
   * name begin a line of its own.
   */
  private static String escaped(String text) {
    return text.replaceAll("\\p{Cntrl}", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
