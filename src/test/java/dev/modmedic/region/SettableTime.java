package dev.modmedic.region;

import java.time.Duration;
import java.time.Instant;

/** A machine's time that passes only when a test says so; its clock may be set as well. */
final class SettableTime {
  private Instant wall;
  private long nanos;

  SettableTime(Instant wall) {
    this.wall = wall;
  }

  AgentClock clock() {
    return new AgentClock(() -> wall, () -> nanos);
  }

  synchronized void pass(Duration duration) {
    wall = wall.plus(duration);
    nanos += duration.toNanos();
  }

  /** Somebody sets the clock; no time passes. */
  synchronized void set(Instant newWall) {
    wall = newWall;
  }
}
