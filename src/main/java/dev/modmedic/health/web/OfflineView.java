package dev.modmedic.health.web;

import dev.modmedic.health.HealthMatrix.Offline;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/** Runs in a row that came to nothing at the vantage itself. */
@Serdeable
record OfflineView(String since, String at, long runs) {
  static @Nullable OfflineView of(@Nullable Offline offline) {
    return offline == null
        ? null
        : new OfflineView(offline.since().toString(), offline.at().toString(), offline.runs());
  }
}
