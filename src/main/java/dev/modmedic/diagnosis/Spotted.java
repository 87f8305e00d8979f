package dev.modmedic.diagnosis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a line names whatever its wording: a host, a module and its version. */
final class Spotted {
  private static final List<Pattern> SHAPES =
      List.of(
          Pattern.compile(
              "(?<url>https?://(?:[^@/\\s\"']{1,80}@)?(?<host>[\\w.-]{1,100})[^\\s\"'<>]{0,200})"),
          Pattern.compile("\\blookup (?<host>[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8})"),
          Pattern.compile(
              "\\b(?<host>[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){0,8}\\.(?!go\\b|mod\\b|sum\\b|work\\b)[a-z]{2,20}):(?<port>\\d{2,5})\\b"),
          Pattern.compile(
              "\\b(?<module>[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8}(?:/[\\w.~-]{1,100}){1,12})"
                  + "@(?<version>v\\d[\\w.+-]{0,80})"));

  private Spotted() {}

  /** By the words of captures; of several things of one kind the first that has the best shape. */
  static Map<String, String> in(String line) {
    Map<String, String> spotted = new LinkedHashMap<>();
    for (Pattern shape : SHAPES) {
      Matcher matcher = shape.matcher(line);
      if (matcher.find()) {
        matcher
            .namedGroups()
            .forEach((name, group) -> spotted.putIfAbsent(name, matcher.group(group)));
      }
    }
    return spotted;
  }
}
