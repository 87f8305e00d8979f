package dev.modmedic.history;

import dev.modmedic.evidence.Redaction;
import dev.modmedic.history.Feedback.Judgement;
import dev.modmedic.request.Made;
import dev.modmedic.request.RequestKey;
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
   * Keeps a judgement. Without a key, not if the newest one says the same: a click that was
   * repeated counts once.
   *
   * @return what was kept, now or earlier; empty when there is no such diagnosis
   * @throws dev.modmedic.request.KeyReused if the key came with a different request before
   */
  public Optional<Made<Feedback>> take(
      String workspace, UUID diagnosis, Judgement judgement, @Nullable RequestKey key) {
    Judgement kept = redacted(judgement);
    List<Feedback> newest = key == null ? store.list(workspace, diagnosis, 1) : List.of();
    if (!newest.isEmpty() && newest.getFirst().judgement().equals(kept)) {
      return Optional.of(new Made<>(newest.getFirst(), true));
    }
    return store.save(new Feedback(workspace, diagnosis, ids.get(), clock.instant(), kept), key);
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
