package dev.modmedic.region;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Where an agent keeps what the server assigned, for a start while the server is away. */
public interface AssignmentMemory {
  /** Keeps this in place of what was kept before. */
  void keep(Kept kept);

  /** What was kept last, for this agent; empty if nothing was. */
  Optional<Kept> recall();

  /** Forgets it, because the server knows no such agent any more. */
  void forget();

  /**
   * What an agent was to do.
   *
   * @param until by the server's time, how long it may go on by itself; the epoch if it stood by
   * @param ahead how far the server's clock was ahead of this machine's
   */
  record Kept(Instant until, Duration ahead, List<Assignment> assignments) {
    private static final Duration MOMENT = Duration.ofMinutes(1);
    private static final Duration DRIFT = Duration.ofSeconds(1);

    public Kept {
      Objects.requireNonNull(until, "until");
      Objects.requireNonNull(ahead, "ahead");
      assignments = List.copyOf(assignments);
    }

    /** Whether it is not worth keeping a newer one, which every answer of the server brings. */
    boolean isGoodFor(Kept newer) {
      return assignments.equals(newer.assignments)
          && Duration.between(until, newer.until).abs().compareTo(MOMENT) < 0
          && ahead.minus(newer.ahead).abs().compareTo(DRIFT) < 0;
    }
  }
}
