package dev.modmedic.probe;

import java.util.Optional;

/**
 * What probes of one vantage remember from run to run, such as the last tree head of a checksum
 * database. Survives restarts; safe for many threads.
 */
public interface ProbeMemory {
  Optional<String> recall(String key);

  void remember(String key, String value);
}
