package dev.modmedic.health.jdbc;

import dev.modmedic.health.Measure;
import dev.modmedic.health.Quantiles;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import org.HdrHistogram.IntCountsHistogram;
import org.jspecify.annotations.Nullable;

/**
 * One histogram for each measure, in microseconds from 1 to ten minutes with two significant
 * digits. Stored in HdrHistogram's compressed form (V2), which other languages read as well.
 */
final class Histograms {
  private static final long LONGEST = 600_000_000;
  private static final int DIGITS = 2;

  private final Map<Measure, IntCountsHistogram> histograms = new EnumMap<>(Measure.class);

  /** Counts one value; values out of range count at its ends. */
  void record(Measure measure, long micros) {
    of(measure).recordValue(Math.clamp(micros, 1, LONGEST));
  }

  /** Adds what was stored; null adds nothing. */
  void add(Measure measure, byte @Nullable [] stored) {
    if (stored != null) {
      try {
        of(measure)
            .add(IntCountsHistogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(stored), 0));
      } catch (DataFormatException e) {
        throw new IllegalStateException("a stored histogram cannot be read", e);
      }
    }
  }

  /** The form that is stored; null without a value. */
  byte @Nullable [] encode(Measure measure) {
    IntCountsHistogram histogram = histograms.get(measure);
    if (histogram == null || histogram.getTotalCount() == 0) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Arrays.copyOf(buffer.array(), length);
  }

  Map<Measure, Quantiles> quantiles() {
    Map<Measure, Quantiles> quantiles = new EnumMap<>(Measure.class);
    histograms.forEach((measure, histogram) -> {
      if (histogram.getTotalCount() > 0) {
        quantiles.put(
            measure,
            new Quantiles(
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(95),
                histogram.getValueAtPercentile(99)));
      }
    });
    return quantiles;
  }

  /** It grows with its values: few are longer than a second. */
  private IntCountsHistogram of(Measure measure) {
    return histograms.computeIfAbsent(
        measure,
        any -> {
          IntCountsHistogram histogram = new IntCountsHistogram(DIGITS);
          histogram.setAutoResize(true);
          return histogram;
        });
  }
}
