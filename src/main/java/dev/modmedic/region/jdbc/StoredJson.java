package dev.modmedic.region.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.modmedic.problem.Surrogates;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON objects as text for jsonb columns, and back. */
final class StoredJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<Map<String, @Nullable Object>> TREE = new TypeReference<>() {};

  private StoredJson() {}

  /** What PostgreSQL cannot hold, NUL and half characters, becomes U+FFFD. */
  static String encode(Map<String, @Nullable Object> tree) {
    try {
      return MAPPER.writeValueAsString(Surrogates.storable((Object) tree));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON values cannot be written", e);
    }
  }

  static Map<String, @Nullable Object> decode(String stored) {
    try {
      return MAPPER.readValue(stored, TREE);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored value is not JSON", e);
    }
  }
}
