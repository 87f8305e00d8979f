package dev.modmedic.region.web;

import dev.modmedic.probe.Timings;
import dev.modmedic.region.StoredResult;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run as JSON; durations in microseconds. */
@Serdeable
record ResultView(
    String assignment,
    String due,
    String region,
    String kind,
    String outcome,
    boolean requested,
    @Nullable String agent,
    String receivedAt,
    @Nullable String startedAt,
    TimingsView timings,
    @Nullable Long totalUs,
    @Nullable Long bytes,
    @Nullable String address,
    @Nullable Integer status,
    boolean firstFailed,
    int attempts,
    @Nullable FailureView failure,
    @Nullable String certificateExpiresAt,
    @Nullable Map<String, @Nullable Object> detail) {
  static ResultView of(StoredResult result) {
    return new ResultView(
        result.key().assignment().toString(),
        result.key().due().toString(),
        result.region(),
        result.kind(),
        result.outcome(),
        result.requested(),
        result.agent(),
        result.receivedAt().toString(),
        text(result.startedAt()),
        TimingsView.of(result.timings()),
        micros(result.total()),
        result.bytes(),
        result.address(),
        result.status(),
        result.firstFailed(),
        result.attempts(),
        FailureView.of(result.failure()),
        text(result.certificateExpiresAt()),
        result.detail());
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static @Nullable Long micros(@Nullable Duration duration) {
    return duration == null ? null : duration.toNanos() / 1_000;
  }

  /** How long each phase of the first attempt took. */
  @Serdeable
  record TimingsView(
      @Nullable Long resolveUs,
      @Nullable Long connectUs,
      @Nullable Long tlsUs,
      @Nullable Long waitUs,
      @Nullable Long transferUs) {
    static TimingsView of(Timings timings) {
      return new TimingsView(
          micros(timings.resolve()),
          micros(timings.connect()),
          micros(timings.tls()),
          micros(timings.waiting()),
          micros(timings.transfer()));
    }
  }

  /** Why it failed. */
  @Serdeable
  record FailureView(
      @Nullable String source, String cause, @Nullable String message, @Nullable String phase) {
    static @Nullable FailureView of(StoredResult.@Nullable Cause cause) {
      return cause == null
          ? null
          : new FailureView(cause.source(), cause.code(), cause.message(), cause.phase());
    }
  }

  /**
   * A page of runs.
   *
   * @param next cursor of the page behind, or null at the end
   */
  @Serdeable
  record PageView(List<ResultView> items, @Nullable String next) {}
}
