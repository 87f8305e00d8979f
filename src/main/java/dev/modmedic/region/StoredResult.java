package dev.modmedic.region;

import dev.modmedic.probe.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is kept: its figures, and the whole result if that was asked for.
 *
 * @param outcome a word of {@link dev.modmedic.probe.Outcome}, or {@code missed}
 * @param agent id of the one who sent it, or null
 * @param startedAt null if the run was missed
 * @param total of the first attempt; null if the run was missed
 * @param failure of the last attempt that failed, or null
 * @param detail in the form of {@link ResultWire}; null if it was not asked for or there is none
 */
public record StoredResult(
    RunKey key,
    String region,
    String kind,
    String outcome,
    boolean requested,
    @Nullable String agent,
    Instant receivedAt,
    @Nullable Instant startedAt,
    Timings timings,
    @Nullable Duration total,
    @Nullable Long bytes,
    @Nullable String address,
    @Nullable Integer status,
    boolean firstFailed,
    int attempts,
    @Nullable Cause failure,
    @Nullable Instant certificateExpiresAt,
    @Nullable Map<String, @Nullable Object> detail) {
  /** Of a run that never happened. */
  public static final String MISSED = "missed";

  /** Why a run failed; null is what was not said. */
  public record Cause(
      @Nullable String source, String code, @Nullable String message, @Nullable String phase) {}
}
