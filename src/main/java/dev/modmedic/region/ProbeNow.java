package dev.modmedic.region;

import dev.modmedic.probe.ProbeKind;
import dev.modmedic.region.RunQueue.Asked;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
    /** The runs are on their way. */
    record Asked(List<RunQueue.Asked> runs) implements Answer {}

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
   * @param kind only this one; null for all
   */
  public Answer ask(String workspace, UUID target, String region, @Nullable ProbeKind kind) {
    if (watches.find(workspace, target).isEmpty()) {
      return new Answer.UnknownTarget();
    }
    Optional<List<Asked>> asked =
        queue.ask(workspace, target, region, kind, clock.instant(), MOST_WAITING);
    if (asked.isEmpty()) {
      return new Answer.TooMany();
    }
    if (asked.get().isEmpty()) {
      return new Answer.NotProbed();
    }
    nudge.run();
    return new Answer.Asked(asked.get());
  }
}
