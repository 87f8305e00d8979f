package dev.modmedic.region;

import dev.modmedic.probe.ProbeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a result may come from: an assignment, and whose probers run it.
 *
 * @param region where the probe looks from
 * @param prober the region whose probers run it: {@code region}, or the one it goes via
 * @param endedAt null while in force
 */
public record Origin(
    UUID assignment,
    UUID target,
    String region,
    String prober,
    ProbeKind kind,
    Duration interval,
    Instant createdAt,
    @Nullable Instant endedAt) {
  Schedule schedule() {
    return Schedule.of(assignment, interval);
  }

  /** Whether runs due at this time belong to it. */
  boolean covers(Instant due) {
    return due.isAfter(createdAt) && (endedAt == null || !due.isAfter(endedAt));
  }
}
