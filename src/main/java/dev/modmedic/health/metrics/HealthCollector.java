package dev.modmedic.health.metrics;

import dev.modmedic.health.LatestMeasurements;
import dev.modmedic.health.LatestMeasurements.Snapshot;
import dev.modmedic.history.StoreUnavailable;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives what the database knows at the moment of a scrape, so that every replica says the same and
 * what is no longer watched is no longer told.
 */
final class HealthCollector implements MultiCollector {
  private static final String WORKSPACE = "default";

  /** Several scrapers at once cost one look. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final Supplier<LatestMeasurements> measurements;
  private final LongSupplier failures;
  private final InstantSource clock;
  private @Nullable Look last;

  HealthCollector(
      Supplier<LatestMeasurements> measurements, LongSupplier failures, InstantSource clock) {
    this.measurements = measurements;
    this.failures = failures;
    this.clock = clock;
  }

  private record Look(Instant at, boolean reached, Snapshot snapshot) {}

  @Override
  public MetricSnapshots collect() {
    Look look = look();
    List<MetricSnapshot> series =
        new ArrayList<>(HealthSeries.of(look.snapshot(), look.reached(), clock.instant()));
    series.add(judgingFailures());
    return new MetricSnapshots(series);
  }

  private MetricSnapshot judgingFailures() {
    return CounterSnapshot.builder()
        .name("modmedic_judging_failures")
        .help("How often this process could not judge a target")
        .dataPoint(CounterDataPointSnapshot.builder().value((double) failures.getAsLong()).build())
        .build();
  }

  private synchronized Look look() {
    Instant now = clock.instant();
    if (last == null || Duration.between(last.at(), now).abs().compareTo(FRESH) >= 0) {
      last = read(now);
    }
    return last;
  }

  private Look read(Instant now) {
    try {
      return new Look(now, true, measurements.get().read(WORKSPACE, now));
    } catch (StoreUnavailable unavailable) {
      return new Look(now, false, Snapshot.EMPTY);
    }
  }
}
