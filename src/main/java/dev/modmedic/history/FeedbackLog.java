package dev.modmedic.history;

import dev.modmedic.evidence.Redaction;
import dev.modmedic.history.Feedback.Judgement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes what users say of a diagnosis, and keeps it when it is new. */
public final class FeedbackLog {
  private final FeedbackStore store;
  private final Clock clock;
  private final Supplier<UUID> ids;

  public FeedbackLog(FeedbackStore store, Clock clock, Supplier<UUID> ids) {
    this.store = store;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * What became of a judgement.
   *
   * @param repeated whether the newest feedback had said so already
   */
  public record Taken(Feedback feedback, boolean repeated) {}

  /**
   * Keeps a judgement, unless the newest one says the same: a click that was repeated counts once.
   *
   * @return empty when there is no such diagnosis
   */
  public Optional<Taken> take(String workspace, UUID diagnosis, Judgement judgement) {
    Judgement kept = redacted(judgement);
    List<Feedback> newest = store.list(workspace, diagnosis, 1);
    if (!newest.isEmpty() && newest.getFirst().judgement().equals(kept)) {
      return Optional.of(new Taken(newest.getFirst(), true));
    }
    return store
        .save(new Feedback(workspace, diagnosis, ids.get(), clock.instant(), kept))
        .map(feedback -> new Taken(feedback, false));
  }

  private static Judgement redacted(Judgement judgement) {
    @Nullable String comment = judgement.comment();
    return new Judgement(
        judgement.verdict(),
        judgement.actualCause(),
        judgement.remedy(),
        comment == null ? null : Redaction.redact(comment));
  }
}
