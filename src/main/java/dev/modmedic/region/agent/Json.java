package dev.modmedic.region.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trees of JSON values as UTF-8, and back. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private Json() {}

  static byte[] write(Map<String, ? extends @Nullable Object> object) {
    try {
      return MAPPER.writeValueAsBytes(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON values cannot be written", e);
    }
  }

  /**
   * @throws IOException if it is not a JSON object
   */
  static Map<String, @Nullable Object> read(byte[] json) throws IOException {
    Map<String, @Nullable Object> object = MAPPER.readValue(json, OBJECT);
    if (object == null) {
      throw new IOException("null instead of a JSON object");
    }
    return object;
  }
}
