package dev.modmedic.health.metrics;

import dev.modmedic.health.LatestMeasurements;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Adds health to what is scraped. The pool is a source of metrics too, so what needs the pool is
 * looked up as late as the first scrape.
 */
@Singleton
final class HealthMeters implements MeterBinder {
  private final HealthCollector collector;

  HealthMeters(BeanProvider<LatestMeasurements> measurements, Clock clock) {
    this.collector = new HealthCollector(measurements::get, clock);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    if (registry instanceof PrometheusMeterRegistry prometheus) {
      prometheus.getPrometheusRegistry().register(collector);
    }
  }
}
