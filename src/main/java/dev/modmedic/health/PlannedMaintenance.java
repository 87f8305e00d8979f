package dev.modmedic.health;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which failures are expected.
 *
 * @param target null for every target
 * @param region null for every region
 */
public record PlannedMaintenance(
    String workspace,
    UUID id,
    @Nullable UUID target,
    @Nullable String region,
    Instant startsAt,
    Instant endsAt,
    String note,
    Instant createdAt) {
  public PlannedMaintenance {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(note, "note");
    Objects.requireNonNull(createdAt, "createdAt");
    if (!startsAt.isBefore(endsAt)) {
      throw new IllegalArgumentException("ends at %s, before it starts".formatted(endsAt));
    }
  }
}
