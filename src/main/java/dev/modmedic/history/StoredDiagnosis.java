package dev.modmedic.history;

import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.evidence.RunContext;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis as it is kept.
 *
 * @param id UUIDv7, so that ids sort by time
 * @param createdAt in microseconds, as PostgreSQL keeps it
 * @param revisionOf the diagnosis this one revises, or null
 */
public record StoredDiagnosis(
    String workspace,
    UUID id,
    Instant createdAt,
    RunContext context,
    Diagnosis diagnosis,
    @Nullable UUID revisionOf) {
  public StoredDiagnosis {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(diagnosis, "diagnosis");
  }
}
