package dev.modmedic.health.events;

import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;

/** How many streams are open; there is room for so many only. */
@Singleton
final class EventStreams {
  private final int most;
  private final Semaphore room;

  EventStreams(EventRules rules) {
    this.most = rules.streams();
    this.room = new Semaphore(most);
  }

  int most() {
    return most;
  }

  int open() {
    return most - room.availablePermits();
  }

  /** Whether there was room; it has to be left again then. */
  boolean enter() {
    return room.tryAcquire();
  }

  void leave() {
    room.release();
  }
}
