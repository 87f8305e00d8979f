package dev.modmedic.probe.jackson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.modmedic.probe.JsonObjects;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads JSON as Go does: of a member that comes twice, the last one counts. */
public final class JacksonObjects implements JsonObjects {
  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(new TypeReference<Map<String, @Nullable Object>>() {});

  @Override
  public Optional<Map<String, @Nullable Object>> read(String text) {
    try {
      return Optional.ofNullable(READER.readValue(text));
    } catch (JsonProcessingException notAnObject) {
      return Optional.empty();
    }
  }
}
