package dev.modmedic.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which diagnoses a caller wants to see; null means any.
 *
 * @param cause code of any of the causes named
 * @param module a module path that any of the causes speaks of
 * @param host a host that any of the causes speaks of
 * @param since created at or after
 * @param until created before
 */
public record DiagnosisFilter(
    @Nullable String cause,
    @Nullable String project,
    @Nullable String module,
    @Nullable String host,
    @Nullable String fingerprint,
    @Nullable Instant since,
    @Nullable Instant until) {
  public static final DiagnosisFilter ALL =
      new DiagnosisFilter(null, null, null, null, null, null, null);
}
