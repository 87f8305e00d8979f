package dev.modmedic.diagnosis;

import java.util.List;

/** Knows what ModMedic's own probes see. */
public interface ProbeFacts {
  /** For where nothing is probed. */
  ProbeFacts NONE = workspace -> List.of();

  /**
   * The hosts in trouble, as of a few seconds ago. Never fails and never waits for long: a
   * diagnosis does not depend on it.
   */
  List<ProbeFact> now(String workspace);
}
