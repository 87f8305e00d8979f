package dev.modmedic.region;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Growing rests between attempts, spread so that many agents do not come back in step. */
final class Backoff {
  private static final int DOUBLINGS = 5;

  private final Duration first;
  private int failures;

  Backoff(Duration first) {
    this.first = first;
  }

  void reset() {
    failures = 0;
  }

  /** From the first rest to 32 times as long, and up to a quarter more or less. */
  Duration next() {
    long millis = first.toMillis() << Math.min(failures++, DOUBLINGS);
    return Duration.ofMillis((long) (millis * ThreadLocalRandom.current().nextDouble(0.75, 1.25)));
  }
}
