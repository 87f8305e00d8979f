package dev.modmedic.history.jdbc;

import dev.modmedic.database.JsonColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Trees of JSON values as text for jsonb columns, and back without any loss. */
final class StoredJson {
  private StoredJson() {}

  static String encode(Map<String, ? extends @Nullable Object> tree) {
    return JsonColumn.write(withTexts(tree, StorableText::encode));
  }

  static Map<String, @Nullable Object> decode(String stored) {
    return withTexts(JsonColumn.read(stored), StorableText::decode);
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
