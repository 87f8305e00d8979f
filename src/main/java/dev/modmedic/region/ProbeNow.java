package dev.modmedic.region;

import dev.modmedic.region.RunQueue.Asked;
import dev.modmedic.region.RunQueue.Wish;
import dev.modmedic.request.Made;
import dev.modmedic.request.RequestKey;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets people ask for a probe that is not due yet. */
public final class ProbeNow {
  /** Asked for in one region and not yet done. */
  private static final int MOST_WAITING = 100;

  private final WatchStore watches;
  private final RunQueue queue;
  private final Clock clock;
  private final Runnable nudge;

  /**
   * @param nudge tells the probers of this process that there is something to do
   */
  public ProbeNow(WatchStore watches, RunQueue queue, Clock clock, Runnable nudge) {
    this.watches = watches;
    this.queue = queue;
    this.clock = clock;
    this.nudge = nudge;
  }

  /** What became of a wish. */
  public sealed interface Answer {
    /** The runs are on their way, since now or since an earlier request with the same key. */
    record Asked(List<RunQueue.Asked> runs, boolean repeated) implements Answer {}

    /** There is no such target. */
    record UnknownTarget() implements Answer {}

    /** The target is paused, or not probed in this way from this region. */
    record NotProbed() implements Answer {}

    /** Too many runs wait in this region already. */
    record TooMany() implements Answer {}
  }

  /**
   * Asks for a run of each kind of probe of a target in a region.
   *
   * @param key what makes a repeated request the same request, or null
   * @throws dev.modmedic.request.KeyReused if the key came with a different request before
   */
  public Answer ask(String workspace, Wish wish, @Nullable RequestKey key) {
    if (watches.find(workspace, wish.target()).isEmpty()) {
      return new Answer.UnknownTarget();
    }
    Optional<Made<List<Asked>>> asked =
        queue.ask(workspace, wish, clock.instant(), MOST_WAITING, key);
    if (asked.isEmpty()) {
      return new Answer.TooMany();
    }
    List<Asked> runs = asked.get().value();
    if (runs.isEmpty()) {
      return new Answer.NotProbed();
    }
    nudge.run();
    return new Answer.Asked(runs, asked.get().repeated());
  }
}
