package dev.modmedic.history.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.diagnosis.CurrentEngine;
import dev.modmedic.history.DiagnosisStore;
import dev.modmedic.history.ReplayRules;
import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
@Property(name = "test.busy-replays", value = "true")
class BusyReplayTest implements WithDatabase {
  private static final Queue<Answer> MEANWHILE = new ConcurrentLinkedQueue<>();
  private static final String DRAFT = "{\"files\": {\"codes.yaml\": \"[]\"}}";

  @Inject Api api;

  @Test
  void aSecondReplayIsToldToWait() {
    Answer first = api.postJsonTo("/v1/replays", DRAFT);

    assertThat(MEANWHILE)
        .singleElement()
        .satisfies(second -> {
          assertThat(second.status()).isEqualTo(429);
          assertThat(second.at("/type")).isEqualTo("/problems/replay-running");
          assertThat(second.header("Retry-After")).isNotEmpty();
        });
    assertThat(first.status()).isEqualTo(200);
  }

  /** A client that asks again while its draft is being read. */
  @Factory
  @Requires(property = "test.busy-replays")
  static final class Busy {
    @Singleton
    @Primary
    ReplayRules replays(
        CurrentEngine engine, DiagnosisStore store, Clock clock, BeanProvider<Api> api) {
      return new ReplayRules(
          engine,
          files -> {
            MEANWHILE.add(api.get().postJsonTo("/v1/replays", DRAFT));
            return engine.get();
          },
          store,
          clock,
          Duration.ofSeconds(20));
    }
  }
}
