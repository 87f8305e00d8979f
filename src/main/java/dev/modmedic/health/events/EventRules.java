package dev.modmedic.health.events;

import java.time.Duration;

/**
 * What the operator may choose about streams of events.
 *
 * @param streams open at once at most, in this process
 * @param heartbeat after so much silence a comment is sent
 * @param patience how long a client may take nothing
 */
public record EventRules(int streams, Duration heartbeat, Duration patience) {
  public EventRules {
    if (streams < 1 || !heartbeat.isPositive() || !patience.isPositive()) {
      throw new IllegalArgumentException(
          "streams %d, heart-beat %s, patience %s".formatted(streams, heartbeat, patience));
    }
  }
}
