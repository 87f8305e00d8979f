package dev.modmedic.health.metrics;

import dev.modmedic.health.JudgingFailures;
import dev.modmedic.health.LatestMeasurements;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Adds health to what is scraped. The pool is a source of metrics too, so what needs the pool is
 * looked up as late as the first scrape.
 */
@Singleton
final class HealthMeters implements BeanCreatedEventListener<PrometheusMeterRegistry> {
  private final BeanProvider<LatestMeasurements> measurements;
  private final BeanProvider<JudgingFailures> failures;
  private final BeanProvider<Clock> clock;

  HealthMeters(
      BeanProvider<LatestMeasurements> measurements,
      BeanProvider<JudgingFailures> failures,
      BeanProvider<Clock> clock) {
    this.measurements = measurements;
    this.failures = failures;
    this.clock = clock;
  }

  @Override
  public PrometheusMeterRegistry onCreated(BeanCreatedEvent<PrometheusMeterRegistry> event) {
    PrometheusMeterRegistry registry = event.getBean();
    registry
        .getPrometheusRegistry()
        .register(
            new HealthCollector(
                measurements::get, () -> failures.get().total(), () -> clock.get().instant()));
    return registry;
  }
}
