package dev.modmedic.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.WithDatabase;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class HealthTest implements WithDatabase {
  @Inject
  @Client("/")
  HttpClient client;

  @Test
  void bothProbesAreUpWithADatabase() {
    String liveness = client.toBlocking().retrieve("/health/liveness");
    String readiness = client.toBlocking().retrieve("/health/readiness");

    assertThat(liveness).contains("UP");
    assertThat(readiness).contains("UP");
  }
}
