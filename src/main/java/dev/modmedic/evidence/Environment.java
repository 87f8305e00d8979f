package dev.modmedic.evidence;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot a client sent of the machine on which {@code go} ran.
 *
 * <p>Everything is optional and keys that are not known here are kept. Values are those of JSON:
 * text, numbers, booleans, lists and maps. {@link EnvironmentReader} makes sure that the known keys
 * have the right shape.
 */
public record Environment(Map<String, @Nullable Object> values) {
  public static final Environment NONE = new Environment(Map.of());

  public Environment {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** This one with {@code newer} laid over it: maps member by member, anything else replaced. */
  public Environment with(Environment newer) {
    return new Environment(merged(values, newer.values));
  }

  private static Map<String, @Nullable Object> merged(Map<?, ?> older, Map<?, ?> newer) {
    Map<String, @Nullable Object> merged = new LinkedHashMap<>();
    older.forEach((name, value) -> merged.put(String.valueOf(name), value));
    newer.forEach((name, value) -> {
      if (value != null) {
        merged.put(String.valueOf(name), laid(older.get(name), value));
      }
    });
    return merged;
  }

  private static Object laid(@Nullable Object older, Object newer) {
    return older instanceof Map<?, ?> under && newer instanceof Map<?, ?> over
        ? merged(under, over)
        : newer;
  }

  /** Whether the client sent {@code key} at all. */
  public boolean has(String key) {
    return values.get(key) != null;
  }

  public Optional<String> text(String key) {
    return values.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** The map under {@code key} with its values as text; empty when it was not sent. */
  public Map<String, String> texts(String key) {
    if (!(values.get(key) instanceof Map<?, ?> map)) {
      return Map.of();
    }
    Map<String, String> texts = new LinkedHashMap<>();
    map.forEach((name, value) -> {
      if (value != null) {
        texts.put(String.valueOf(name), String.valueOf(value));
      }
    });
    return Collections.unmodifiableMap(texts);
  }

  /** The numbers under {@code key}, for {@code resources}. */
  public Map<String, Double> numbers(String key) {
    if (!(values.get(key) instanceof Map<?, ?> map)) {
      return Map.of();
    }
    Map<String, Double> numbers = new LinkedHashMap<>();
    map.forEach((name, value) -> {
      if (value instanceof Number number) {
        numbers.put(String.valueOf(name), number.doubleValue());
      }
    });
    return Collections.unmodifiableMap(numbers);
  }

  /** The maps in the list under {@code key}, for {@code checks}; every number is a double. */
  public List<Map<String, Object>> entries(String key) {
    if (!(values.get(key) instanceof List<?> list)) {
      return List.of();
    }
    return list.stream().filter(Map.class::isInstance).map(Environment::named).toList();
  }

  /** The texts in the list under {@code key}, for {@code netrcHosts}. */
  public List<String> list(String key) {
    return values.get(key) instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  private static Map<String, Object> named(Object map) {
    Map<String, Object> named = new LinkedHashMap<>();
    ((Map<?, ?>) map)
        .forEach((name, value) -> {
          if (value != null) {
            named.put(String.valueOf(name), value instanceof Number n ? n.doubleValue() : value);
          }
        });
    return Collections.unmodifiableMap(named);
  }
}
