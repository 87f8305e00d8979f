package dev.modmedic.wiring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modmedic.testing.TestDatabase;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthFactoryTest {
  @ParameterizedTest
  @CsvSource({
    "modmedic.health.down-after, 0, MODMEDIC_HEALTH_",
    "modmedic.health.keep.hours, 1d, modmedic.health.keep.hours"
  })
  void aValueThatMakesNoSenseStopsTheStart(String name, String value, String said) {
    Map<String, Object> properties = new HashMap<>(TestDatabase.create().properties());
    properties.put(name, value);

    assertThatThrownBy(() -> ApplicationContext.run(properties).close())
        .hasStackTraceContaining(said);
  }
}
