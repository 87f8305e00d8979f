package dev.modmedic.region;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The server's time, as far as an agent can know it.
 *
 * <p>Between two answers of the server it follows a monotonic clock, so that somebody who sets this
 * machine's clock moves no due time.
 */
public final class AgentClock implements InstantSource {
  private final InstantSource wall;
  private final LongSupplier nanoTime;
  private final Instant base;
  private final long baseNanos;
  private final ClockOffset offset = new ClockOffset();

  /**
   * @param wall this machine's clock
   * @param nanoTime monotonic, in nanoseconds
   */
  public AgentClock(InstantSource wall, LongSupplier nanoTime) {
    this.wall = wall;
    this.nanoTime = nanoTime;
    this.base = wall.instant();
    this.baseNanos = nanoTime.getAsLong();
  }

  public static AgentClock system() {
    return new AgentClock(InstantSource.system(), System::nanoTime);
  }

  /** The server's time. */
  @Override
  public Instant instant() {
    return steady().plus(offset.current());
  }

  /** What this machine's clock shows, right or wrong. */
  Instant wall() {
    return wall.instant();
  }

  /** Our own time, which nobody can set. */
  Instant steady() {
    return base.plusNanos(nanoTime.getAsLong() - baseNanos);
  }

  /** What is added to our own time to get the server's. */
  Duration offset() {
    return offset.current();
  }

  /** Takes it, until the server answers, that its clock is as far ahead of this machine's. */
  void assume(Duration ahead) {
    offset.assume(Duration.between(steady(), wall()).plus(ahead));
  }

  /**
   * Learns from an answer that just came.
   *
   * @param sent when the request went out, by {@link #steady}
   * @return whether the server's time jumped against ours
   */
  boolean observe(Instant sent, Instant serverTime) {
    return offset.observe(sent, serverTime, steady());
  }
}
