package dev.modmedic.wiring;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a start has opened so far. Not safe for several threads at a time. */
final class Opened {
  private final Thread starter = Thread.currentThread();
  private final Deque<AutoCloseable> resources = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T resource) {
    resources.push(resource);
    return resource;
  }

  /** Breaks off a start under way, unless it is the one that asks. */
  void interruptStart() {
    if (Thread.currentThread() != starter) {
      starter.interrupt();
    }
  }

  /** Closes all, the last one first; one that fails does not keep the others open. */
  void closeAll() {
    while (!resources.isEmpty()) {
      try {
        resources.pop().close();
      } catch (Exception e) {
        System.err.println("While stopping: " + e);
      }
    }
  }
}
