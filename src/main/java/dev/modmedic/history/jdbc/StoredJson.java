package dev.modmedic.history.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Trees of JSON values as text for jsonb columns, and back. */
final class StoredJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<Map<String, @Nullable Object>> TREE = new TypeReference<>() {};

  private StoredJson() {}

  static String encode(Map<String, ? extends @Nullable Object> tree) {
    try {
      return MAPPER.writeValueAsString(withTexts(tree, StorableText::encode));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON values cannot be written", e);
    }
  }

  static Map<String, @Nullable Object> decode(String stored) {
    try {
      return withTexts(MAPPER.readValue(stored, TREE), StorableText::decode);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored value is not JSON", e);
    }
  }

  /** A copy of {@code tree} with every text changed, names included. */
  static Map<String, @Nullable Object> withTexts(Map<?, ?> tree, UnaryOperator<String> change) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    tree.forEach(
        (name, value) -> copy.put(change.apply(String.valueOf(name)), value(value, change)));
    return copy;
  }

  private static @Nullable Object value(@Nullable Object value, UnaryOperator<String> change) {
    return switch (value) {
      case String text -> change.apply(text);
      case Map<?, ?> map -> withTexts(map, change);
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        list.forEach(item -> copy.add(value(item, change)));
        yield copy;
      }
      case null -> null;
      default -> value;
    };
  }
}
