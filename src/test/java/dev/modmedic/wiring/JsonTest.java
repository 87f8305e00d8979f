package dev.modmedic.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.WithDatabase;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class JsonTest implements WithDatabase {
  @Inject ObjectMapper mapper;

  @Test
  void emptyListsAndMissingValuesAreWritten() throws IOException {
    String json = mapper.writeValueAsString(new Page(List.of(), null));

    assertThat(json).isEqualTo("{\"items\":[],\"next\":null}");
  }

  /** Has one of each kind that is often left out. */
  @Serdeable
  record Page(List<String> items, @Nullable String next) {}
}
