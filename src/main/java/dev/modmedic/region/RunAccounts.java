package dev.modmedic.region;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads and keeps which runs are accounted for: by a result, or as missed. */
public interface RunAccounts {
  /**
   * How far an assignment is accounted for.
   *
   * @param until every run due until then is
   * @param awaited whether the region's agents are known to hold results back, or are silent
   */
  record Account(Origin origin, Instant until, boolean awaited) {}

  /** Assignments that may have runs due before {@code horizon} that are not accounted for. */
  List<Account> open(String workspace, Instant horizon, Instant now);

  /** Those of the runs that have a result. */
  Set<RunKey> settled(String workspace, List<RunKey> runs);

  /**
   * Records runs as missed, unless a result came meanwhile, and how far assignments are accounted
   * for, in one transaction.
   */
  void record(String workspace, List<RunKey> missed, Map<UUID, Instant> until, Instant now);

  /**
   * Records runs that were asked for and due before {@code horizon} as missed.
   *
   * @return how many
   */
  int giveUpRequested(String workspace, Instant horizon, Instant now);

  /** Forgets assignments that ended before {@code horizon} and are accounted for. */
  int forgetEnded(String workspace, Instant horizon);
}
