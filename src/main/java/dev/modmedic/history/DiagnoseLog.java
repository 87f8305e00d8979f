package dev.modmedic.history;

import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.diagnosis.ProbeFacts;
import dev.modmedic.evidence.ClockCheck;
import dev.modmedic.request.KeyReused;
import dev.modmedic.request.RequestKey;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers an inquiry and keeps the answer, if there is somewhere to keep it. */
public final class DiagnoseLog {
  private final Supplier<Engine> engine;
  private final DiagnosisStore store;
  private final ProbeFacts probes;
  private final Clock clock;
  private final Supplier<UUID> ids;

  /**
   * @param engine asked for the engine in force once for each diagnosis
   * @param probes asked once for each diagnosis as well
   */
  public DiagnoseLog(
      Supplier<Engine> engine,
      DiagnosisStore store,
      ProbeFacts probes,
      Clock clock,
      Supplier<UUID> ids) {
    this.engine = engine;
    this.store = store;
    this.probes = probes;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * What became of an inquiry.
   *
   * @param kept whether it can be found again
   * @param repeated whether an earlier request under the same key had been answered so
   */
  public record Answer(StoredDiagnosis diagnosis, boolean kept, boolean repeated) {
    public Answer {
      Objects.requireNonNull(diagnosis, "diagnosis");
    }
  }

  /**
   * Diagnoses, and returns after the commit; without a database the answer is given all the same.
   *
   * @throws KeyReused if the key came with a different request before
   */
  public Answer run(String workspace, Inquiry posted, @Nullable RequestKey key) {
    Inquiry inquiry = posted.with(ClockCheck.added(posted.environment(), clock.instant()));
    try {
      return earlier(workspace, key).orElseGet(() -> answer(workspace, inquiry, null, key));
    } catch (StoreUnavailable unavailable) {
      return new Answer(made(workspace, seen(workspace, inquiry), null), false, false);
    }
  }

  /**
   * Diagnoses again with more evidence, and keeps the answer beside the earlier one.
   *
   * @return empty when there is no diagnosis {@code id}
   * @throws KeyReused if the key came with a different request before
   * @throws LogTooLong if the logs together are too long
   * @throws StoreUnavailable if the earlier inquiry cannot be read
   */
  public Optional<Answer> revise(
      String workspace, UUID id, MoreEvidence more, @Nullable RequestKey key) {
    return earlier(workspace, key)
        .or(() ->
            store
                .inquiry(workspace, id)
                .map(more::addedTo)
                .map(inquiry -> answer(workspace, inquiry, id, key)));
  }

  private Optional<Answer> earlier(String workspace, @Nullable RequestKey key) {
    return key == null
        ? Optional.empty()
        : store.find(workspace, key).map(kept -> new Answer(kept, true, true));
  }

  private Answer answer(
      String workspace, Inquiry asked, @Nullable UUID revisionOf, @Nullable RequestKey key) {
    Inquiry inquiry = seen(workspace, asked);
    return keep(made(workspace, inquiry, revisionOf), inquiry, key);
  }

  /** With what the probes see now, which is kept: reasons and replays are about the same. */
  private Inquiry seen(String workspace, Inquiry inquiry) {
    return inquiry.with(probes.now(workspace));
  }

  private StoredDiagnosis made(String workspace, Inquiry inquiry, @Nullable UUID revisionOf) {
    return new StoredDiagnosis(
        workspace,
        ids.get(),
        clock.instant(),
        inquiry.context(),
        engine.get().diagnose(inquiry),
        revisionOf);
  }

  /**
   * Two equal requests at once are told apart by the store; the later gets the earlier's answer.
   */
  private Answer keep(StoredDiagnosis made, Inquiry inquiry, @Nullable RequestKey key) {
    try {
      StoredDiagnosis kept = store.save(made, inquiry, key);
      return new Answer(kept, true, !kept.id().equals(made.id()));
    } catch (StoreUnavailable unavailable) {
      return new Answer(made, false, false);
    }
  }
}
