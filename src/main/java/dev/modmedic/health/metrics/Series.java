package dev.modmedic.health.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.time.Instant;

/** One gauge with all its values. */
final class Series {
  private final GaugeSnapshot.Builder gauge;

  private Series(GaugeSnapshot.Builder gauge) {
    this.gauge = gauge;
  }

  static Series of(String name, String help) {
    return new Series(GaugeSnapshot.builder().name(name).help(help));
  }

  /**
   * @param labels names and values in turn
   */
  void add(double value, String... labels) {
    gauge.dataPoint(
        GaugeDataPointSnapshot.builder().value(value).labels(Labels.of(labels)).build());
  }

  void add(Duration value, String... labels) {
    add(value.toNanos() / 1e9, labels);
  }

  void add(Instant value, String... labels) {
    add(value.toEpochMilli() / 1e3, labels);
  }

  MetricSnapshot snapshot() {
    return gauge.build();
  }
}
