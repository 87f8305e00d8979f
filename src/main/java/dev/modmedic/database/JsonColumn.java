package dev.modmedic.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects as text for jsonb columns, and back. PostgreSQL holds neither NUL nor half
 * characters, so whoever writes decides what becomes of them.
 */
public final class JsonColumn {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<Map<String, @Nullable Object>> TREE = new TypeReference<>() {};

  private JsonColumn() {}

  public static String write(@Nullable Object tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON values cannot be written", e);
    }
  }

  public static Map<String, @Nullable Object> read(String stored) {
    try {
      return MAPPER.readValue(stored, TREE);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored value is not JSON", e);
    }
  }
}
