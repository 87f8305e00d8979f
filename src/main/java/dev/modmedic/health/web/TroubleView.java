package dev.modmedic.health.web;

import dev.modmedic.health.HealthMatrix.Kind;
import dev.modmedic.health.HealthMatrix.Offline;
import dev.modmedic.health.Trouble;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why something does not work. */
@Serdeable
record TroubleView(
    @Nullable String code,
    @Nullable String title,
    @Nullable String message,
    @Nullable String source,
    @Nullable String at) {
  /** The last failure of a kind, be it the target's or the vantage's; null if there was none. */
  static @Nullable TroubleView last(Kind kind, Titles titles) {
    Offline offline = kind.offline();
    Instant at = kind.lastTroubleAt();
    return offline != null && (at == null || offline.at().isAfter(at))
        ? of(offline.trouble(), offline.at(), titles)
        : of(kind.lastTrouble(), at, titles);
  }

  /** Null if there is nothing to tell. */
  static @Nullable TroubleView of(Trouble trouble, @Nullable Instant at, Titles titles) {
    return trouble.equals(Trouble.NONE)
        ? null
        : new TroubleView(
            trouble.cause(),
            titles.of(trouble.cause()),
            trouble.message(),
            trouble.source(),
            at == null ? null : at.toString());
  }
}
