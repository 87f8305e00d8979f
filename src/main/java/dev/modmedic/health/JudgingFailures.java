package dev.modmedic.health;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Targets that this process could not judge, which is a mistake of ours: they are told once and
 * counted, and do not keep others from being judged. Safe for many threads.
 */
public final class JudgingFailures {
  private final Set<UUID> failing = ConcurrentHashMap.newKeySet();
  private final AtomicLong total = new AtomicLong();

  /** Notes a failure; whether the target was judged well before. */
  public boolean failed(UUID target) {
    total.incrementAndGet();
    return failing.add(target);
  }

  public void judged(UUID target) {
    failing.remove(target);
  }

  /** How often judging failed since the start. */
  public long total() {
    return total.get();
  }
}
