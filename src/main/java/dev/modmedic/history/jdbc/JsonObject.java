package dev.modmedic.history.jdbc;

import dev.modmedic.evidence.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stored JSON object with patience: what a row written by an older version lacks is empty,
 * and what a newer one added is passed over.
 */
record JsonObject(Map<?, ?> values) {
  private static final JsonObject EMPTY = new JsonObject(Map.of());

  /** The text under {@code name}; empty when it is missing. */
  String text(String name) {
    return values.get(name) instanceof String text ? text : "";
  }

  @Nullable String textOrNull(String name) {
    return values.get(name) instanceof String text ? text : null;
  }

  double number(String name) {
    return values.get(name) instanceof Number number ? number.doubleValue() : 0;
  }

  int integer(String name, int otherwise) {
    return values.get(name) instanceof Number number ? number.intValue() : otherwise;
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  /** A word of a closed set, written as in the API. */
  <E extends Enum<E>> E word(String name, E otherwise) {
    String word = textOrNull(name);
    return word == null
        ? otherwise
        : Enum.valueOf(
            otherwise.getDeclaringClass(), word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The reverse of {@link #word}. */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Prose in both languages. */
  Text prose(String name) {
    JsonObject prose = object(name);
    return new Text(prose.text("en"), prose.text("zh"));
  }

  JsonObject object(String name) {
    return values.get(name) instanceof Map<?, ?> map ? new JsonObject(map) : EMPTY;
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  <T> List<T> list(String name, Function<JsonObject, T> read) {
    return values.get(name) instanceof List<?> list
        ? list.stream()
            .filter(Map.class::isInstance)
            .map(item -> read.apply(new JsonObject((Map<?, ?>) item)))
            .toList()
        : List.of();
  }

  List<String> texts(String name) {
    return values.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  Map<String, String> textsByName(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    object(name).values().forEach((key, value) -> texts.put(key.toString(), value.toString()));
    return texts;
  }
}
