package dev.modmedic.probe;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One try of a probe.
 *
 * @param timings of the exchange that users feel; for a probe of several exchanges the first
 * @param total from the beginning of the try to its end
 * @param bytes of bodies received
 * @param address the IP address that was connected to, or null
 * @param status the HTTP status of the exchange that the timings are of, or null
 * @param failure null if the try went well
 */
public record Attempt(
    Timings timings,
    Duration total,
    long bytes,
    @Nullable String address,
    @Nullable Integer status,
    @Nullable Failure failure) {
  public Attempt {
    Objects.requireNonNull(timings, "timings");
    Objects.requireNonNull(total, "total");
  }
}
