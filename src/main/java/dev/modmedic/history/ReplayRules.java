package dev.modmedic.history;

import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.history.RuleReplay.Answer;
import dev.modmedic.history.RuleReplay.Request;
import dev.modmedic.knowledge.KnowledgeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers inquiries that were kept once more, with the rules in force and with a draft of others.
 *
 * <p>One replay runs at a time, holds one log at a time, and ends when its time is over.
 */
public final class ReplayRules {
  /** A draft's patterns may be slow; so much text takes the slowest a few seconds. */
  static final int LONGEST_LOG = 1 << 20;

  private static final int BATCH = 20;

  private final Supplier<Engine> current;
  private final Drafts drafts;
  private final DiagnosisStore store;
  private final Clock clock;
  private final Duration patience;
  private final Semaphore turn = new Semaphore(1);

  /** Makes engines of drafts. */
  @FunctionalInterface
  public interface Drafts {
    /**
     * An engine that knows the files given and, where they say nothing, what is in force.
     *
     * @throws KnowledgeException if the files hold mistakes
     */
    Engine engine(Map<String, String> files);
  }

  public ReplayRules(
      Supplier<Engine> current,
      Drafts drafts,
      DiagnosisStore store,
      Clock clock,
      Duration patience) {
    this.current = current;
    this.drafts = drafts;
    this.store = store;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * Replays.
   *
   * @return empty when another replay is under way
   * @throws KnowledgeException if the draft holds mistakes
   */
  public Optional<RuleReplay> run(String workspace, Request request) {
    if (!turn.tryAcquire()) {
      return Optional.empty();
    }
    try {
      Instant end = clock.instant().plus(patience);
      ReplayTally tally = new ReplayTally(current.get(), drafts.engine(request.files()));
      boolean complete = examine(workspace, request, end, tally);
      return Optional.of(tally.result(complete));
    } finally {
      turn.release();
    }
  }

  private boolean examine(String workspace, Request request, Instant end, ReplayTally tally) {
    DiagnosisFilter filter =
        new DiagnosisFilter(null, null, null, null, null, request.since(), request.until());
    @Nullable UUID after = null;
    int left = request.limit();
    do {
      DiagnosisPage page = store.list(workspace, filter, after, Math.min(BATCH, left));
      for (StoredDiagnosis stored : page.items()) {
        if (!clock.instant().isBefore(end)) {
          return false;
        }
        // Gone when it was erased a moment ago.
        store.inquiry(workspace, stored.id()).ifPresent(kept -> examine(stored, kept, tally));
      }
      left -= page.items().size();
      after = page.next();
    } while (after != null && left > 0);
    return after == null;
  }

  private static void examine(StoredDiagnosis stored, Inquiry inquiry, ReplayTally tally) {
    if (inquiry.log().posted().length() > LONGEST_LOG) {
      tally.skip();
    } else {
      tally.add(
          stored.id(),
          Answer.of(tally.current().diagnose(inquiry)),
          Answer.of(tally.draft().diagnose(inquiry)));
    }
  }
}
