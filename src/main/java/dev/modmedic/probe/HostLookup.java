package dev.modmedic.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Finds a host's addresses as {@code go}'s own resolver does; safe for many threads. */
public interface HostLookup {
  /** Asks anew each time, so that a failing resolver shows. */
  Answer lookup(String host, Duration deadline) throws InterruptedException;

  /** What came of it. */
  sealed interface Answer {
    /** At least one address, in the order in which they should be tried. */
    record Found(List<InetAddress> addresses) implements Answer {
      public Found {
        addresses = List.copyOf(addresses);
      }
    }

    /**
     * No address.
     *
     * @param says as {@code go} prints it: {@code lookup h on 127.0.0.53:53: no such host}
     */
    record Failed(String says) implements Answer {
      public Failed {
        Objects.requireNonNull(says, "says");
      }
    }
  }
}
