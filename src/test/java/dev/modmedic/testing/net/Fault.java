package dev.modmedic.testing.net;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * What a {@link FaultProxy} does to what the server sends. Each has a word, by which the command
 * line names it.
 */
public sealed interface Fault {
  /** Every piece comes late, by {@code delay} plus or minus up to {@code jitter}. */
  record Latency(Duration delay, Duration jitter) implements Fault {}

  /** Nobody listens. */
  record Down() implements Fault {}

  /** No more than so many bytes in a second. */
  record Bandwidth(long bytesPerSecond) implements Fault {}

  /** The end of the stream comes late. */
  record SlowClose(Duration delay) implements Fault {}

  /** After so many bytes nothing more comes, and the connection stays open. */
  record Stall(long afterBytes) implements Fault {}

  /** The connection is reset instead of the byte after so many. */
  record ResetPeer(long afterBytes) implements Fault {}

  /** Bytes come in pieces of this size, so far apart. */
  record Slicer(int bytes, Duration pause) implements Fault {}

  /** The stream ends after so many bytes. */
  record LimitData(long bytes) implements Fault {}

  /** After so many bytes the sending side ends while the receiving side goes on. */
  record HalfClose(long afterBytes) implements Fault {}

  /**
   * Reads {@code latency=200ms,50ms}, {@code down}, {@code bandwidth=10000}, {@code slow-close=1s},
   * {@code stall=0}, {@code reset=0}, {@code slice=10,5ms}, {@code limit=1000}, {@code
   * half-close=100}.
   */
  static Fault of(String word) {
    String[] parts = word.split("=", 2);
    String[] values = parts.length > 1 ? parts[1].split(",") : new String[] {"0", "0ms"};
    Map<String, Function<String[], Fault>> readers =
        Map.of(
            "latency", v -> new Latency(time(v[0]), v.length > 1 ? time(v[1]) : Duration.ZERO),
            "down", v -> new Down(),
            "bandwidth", v -> new Bandwidth(Long.parseLong(v[0])),
            "slow-close", v -> new SlowClose(time(v[0])),
            "stall", v -> new Stall(Long.parseLong(v[0])),
            "reset", v -> new ResetPeer(Long.parseLong(v[0])),
            "slice",
                v -> new Slicer(Integer.parseInt(v[0]), v.length > 1 ? time(v[1]) : Duration.ZERO),
            "limit", v -> new LimitData(Long.parseLong(v[0])),
            "half-close", v -> new HalfClose(Long.parseLong(v[0])));
    Function<String[], Fault> reader = readers.get(parts[0]);
    if (reader == null) {
      throw new IllegalArgumentException("no fault is called " + parts[0]);
    }
    return reader.apply(values);
  }

  private static Duration time(String text) {
    return text.endsWith("ms")
        ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
        : Duration.ofSeconds(Long.parseLong(text.replaceFirst("s$", "")));
  }
}
