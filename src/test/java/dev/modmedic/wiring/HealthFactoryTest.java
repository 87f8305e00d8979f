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
    "modmedic.health.flapping.calm, 2, MODMEDIC_HEALTH_FLAPPING_CALM is 2. It must not be below",
    "modmedic.webhooks.longest-wait, 1s, MODMEDIC_WEBHOOKS_LONGEST_WAIT is 1s. The second must",
    "modmedic.missed.after-silence, 1m, MODMEDIC_MISSED_AFTER_SILENCE is 1m. The second must not",
    "modmedic.insights.burst.window, 5h, MODMEDIC_INSIGHTS_BURST_BASE is 7d. It must be a",
    "modmedic.health.keep.hours, 1d, modmedic.health.keep.hours"
  })
  void aValueThatMakesNoSenseStopsTheStart(String name, String value, String said) {
    Map<String, Object> properties = new HashMap<>(TestDatabase.create().properties());
    properties.put(name, value);

    assertThatThrownBy(() -> ApplicationContext.run(properties).close())
        .hasStackTraceContaining(said);
  }
}
