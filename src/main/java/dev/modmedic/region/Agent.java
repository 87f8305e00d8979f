package dev.modmedic.region;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A program that probes for a region.
 *
 * @param revokedAt null while its token is good
 * @param report what it said last; null until it was seen
 */
public record Agent(
    String workspace,
    UUID id,
    String region,
    String name,
    Instant createdAt,
    @Nullable Instant revokedAt,
    @Nullable Report report) {
  public Agent {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(createdAt, "createdAt");
  }

  /**
   * What an agent said of itself.
   *
   * @param spooled results that wait on its disk
   * @param dropped results that found no room there
   * @param clockSkew its clock minus ours
   */
  public record Report(
      Instant seenAt,
      String version,
      boolean online,
      long spooled,
      long dropped,
      Duration clockSkew) {}
}
