package dev.modmedic.health.metrics;

import dev.modmedic.health.LatestMeasurements;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Adds health to what is scraped. */
@Singleton
@Requires(beans = LatestMeasurements.class)
final class HealthMeters implements MeterBinder {
  private final HealthCollector collector;

  HealthMeters(LatestMeasurements measurements, Clock clock) {
    this.collector = new HealthCollector(measurements, clock);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    if (registry instanceof PrometheusMeterRegistry prometheus) {
      prometheus.getPrometheusRegistry().register(collector);
    }
  }
}
