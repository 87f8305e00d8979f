package dev.modmedic.testing;

import io.micronaut.test.support.TestPropertyProvider;
import java.util.Map;
import org.junit.jupiter.api.TestInstance;

/** Gives a {@code @MicronautTest} class that implements it a fresh database of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public interface WithDatabase extends TestPropertyProvider {
  @Override
  default Map<String, String> getProperties() {
    return TestDatabase.create().properties();
  }
}
