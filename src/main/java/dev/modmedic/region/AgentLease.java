package dev.modmedic.region;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of a region's agents probes, so that no run is made twice.
 *
 * @param agent who holds it; null for nobody
 * @param until when it can be taken by another
 */
public record AgentLease(@Nullable UUID agent, @Nullable Instant until) {
  public static final AgentLease FREE = new AgentLease(null, null);

  /** Whether an agent may probe at a time. */
  public boolean isHeldBy(UUID asking, Instant now) {
    return asking.equals(agent) && until != null && until.isAfter(now);
  }

  /**
   * The lease after an agent called: it keeps its own, takes one that is free or has expired, and
   * frees its own when it leaves.
   */
  public AgentLease called(UUID caller, boolean leaving, Instant now, Duration length) {
    boolean others = until != null && until.isAfter(now) && !caller.equals(agent);
    if (others) {
      return this;
    }
    return leaving ? FREE : new AgentLease(caller, now.plus(length));
  }
}
