package dev.modmedic.health.web;

import dev.modmedic.health.PlannedMaintenance;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A maintenance window as JSON. */
@Serdeable
record MaintenanceView(
    String id,
    @Nullable String target,
    @Nullable String region,
    String startsAt,
    String endsAt,
    String note,
    String createdAt) {
  static MaintenanceView of(PlannedMaintenance window) {
    return new MaintenanceView(
        window.id().toString(),
        window.target() == null ? null : window.target().toString(),
        window.region(),
        window.startsAt().toString(),
        window.endsAt().toString(),
        window.note(),
        window.createdAt().toString());
  }

  /** A page of windows, those that start last first. */
  @Serdeable
  record PageView(List<MaintenanceView> items, @Nullable String next) {}
}
