package dev.modmedic.health.events;

import dev.modmedic.evidence.Language;
import dev.modmedic.health.Announcement;
import dev.modmedic.knowledge.CurrentKnowledge;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of a state, as the data of an event. */
@Serdeable
record EventView(
    String id,
    @Nullable String targetId,
    String target,
    @Nullable String region,
    String from,
    String to,
    String at,
    @Nullable Long lastedMs,
    @Nullable String cause,
    @Nullable String causeTitle,
    @Nullable String message,
    @Nullable String failureSource,
    List<String> regions,
    boolean late,
    boolean inMaintenance) {
  static EventView of(Announcement change, CurrentKnowledge knowledge, Language language) {
    String cause = change.cause();
    return new EventView(
        change.id().toString(),
        change.targetId() == null ? null : change.targetId().toString(),
        change.target().in(language),
        change.region(),
        change.from(),
        change.to(),
        change.at().toString(),
        change.lasted() == null ? null : change.lasted().toMillis(),
        cause,
        cause == null
            ? null
            : knowledge
                .knowledge()
                .cause(cause)
                .map(known -> known.title().in(language))
                .orElse(null),
        change.message(),
        change.failureSource(),
        change.regions(),
        change.late(),
        change.inMaintenance());
  }
}
