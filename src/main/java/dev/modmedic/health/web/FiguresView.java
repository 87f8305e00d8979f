package dev.modmedic.health.web;

import dev.modmedic.health.Counts;
import dev.modmedic.health.Measure;
import dev.modmedic.health.Quantiles;
import io.micronaut.serde.annotation.Serdeable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures as JSON: shares from 0 to 1, times in milliseconds. */
final class FiguresView {
  private FiguresView() {}

  /** How many runs came to what. */
  @Serdeable
  record Runs(
      long passed, long degraded, long failed, long offline, long missed, long firstFailed) {
    static Runs of(Counts counts) {
      return new Runs(
          counts.passed(),
          counts.degraded(),
          counts.failed(),
          counts.offline(),
          counts.missed(),
          counts.firstFailed());
    }
  }

  @Serdeable
  record Times(double p50, double p95, double p99) {}

  /** By measure, in the order of an exchange; those that no run reached are left out. */
  static Map<String, Times> times(Map<Measure, Quantiles> quantiles) {
    Map<String, Times> times = new LinkedHashMap<>();
    for (Measure measure : Measure.values()) {
      @Nullable Quantiles of = quantiles.get(measure);
      if (of != null) {
        times.put(measure.word(), new Times(millis(of.p50()), millis(of.p95()), millis(of.p99())));
      }
    }
    return times;
  }

  private static double millis(long micros) {
    return micros / 1_000.0;
  }

  /** Six digits tell seconds in a quarter of a year apart. */
  static @Nullable Double share(java.util.Optional<Double> share) {
    return share.map(value -> Math.round(value * 1e6) / 1e6).orElse(null);
  }
}
