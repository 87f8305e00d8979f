package dev.modmedic.knowledge;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with placeholders such as {@code {module}}. */
public final class Template {
  static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-zA-Z0-9]*)\\}");

  private Template() {}

  /** The names a text wants filled in, in order of appearance. */
  public static Set<String> names(String template) {
    if (template.indexOf('{') < 0) {
      return Set.of();
    }
    Set<String> names = new LinkedHashSet<>();
    PLACEHOLDER.matcher(template).results().forEach(m -> names.add(m.group(1)));
    return names;
  }

  /** The text with every placeholder filled in, or empty when a value is missing. */
  public static Optional<String> fill(String template, Map<String, String> values) {
    return values.keySet().containsAll(names(template))
        ? Optional.of(replace(template, name -> values.getOrDefault(name, name)))
        : Optional.empty();
  }

  /** The text with placeholders filled in, and {@code missing} applied to names without a value. */
  public static String fillOr(
      String template, Map<String, String> values, Function<String, String> missing) {
    return replace(
        template,
        name -> {
          String value = values.get(name);
          return value == null ? missing.apply(name) : value;
        });
  }

  private static String replace(String template, Function<String, String> values) {
    Function<MatchResult, String> filled =
        match -> Matcher.quoteReplacement(values.apply(match.group(1)));
    return PLACEHOLDER.matcher(template).replaceAll(filled);
  }
}
