package dev.modmedic.diagnosis;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis as it is handed to somebody.
 *
 * @param stored whether it can be fetched again
 * @param revisionOf the diagnosis this one revises, or null
 * @param link where it can be fetched again; null when it was not stored
 */
public record Report(
    UUID id,
    Instant createdAt,
    Diagnosis diagnosis,
    boolean stored,
    @Nullable UUID revisionOf,
    @Nullable String link) {
  public Report {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(diagnosis, "diagnosis");
  }
}
