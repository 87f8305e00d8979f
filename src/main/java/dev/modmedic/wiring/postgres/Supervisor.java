package dev.modmedic.wiring.postgres;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the server again when it ends unasked, waiting longer after each failure. */
final class Supervisor {
  /** Starts the server once more and waits until it answers. */
  @FunctionalInterface
  interface Restart {
    Postmaster run() throws IOException, InterruptedException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Restart restart;
  private final Thread thread;
  private volatile boolean closed;

  Supervisor(Postmaster postmaster, Restart restart) {
    this.restart = restart;
    this.thread = Thread.ofVirtual().name("postgres-supervisor").start(() -> watch(postmaster));
  }

  /** Ends the watch and waits for a restart that is under way; false if it had ended before. */
  boolean close() {
    if (closed) {
      return false;
    }
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  private void watch(Postmaster first) {
    Postmaster postmaster = first;
    try {
      while (!closed) {
        int code = postmaster.process().waitFor();
        if (closed) {
          return;
        }
        LOG.warn("PostgreSQL ended unexpectedly (exit code {}); starting it again", code);
        postmaster = bringBack();
        LOG.info("PostgreSQL is back");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private Postmaster bringBack() throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      Thread.sleep(pause);
      try {
        return restart.run();
      } catch (IOException | RuntimeException e) {
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
        LOG.warn("{}; trying again in {} s", e.getMessage(), pause.toSeconds());
      }
    }
  }
}
