package dev.modmedic.region;

import java.time.Duration;

/**
 * How a replica makes the runs of its region.
 *
 * @param planAhead how far ahead rows are made
 * @param claimAhead how long before its due time a run is leased, so that it can start in time
 * @param poll how often runs are leased and planned
 * @param lease how long a run stays with a replica that is not heard any more
 * @param lateness a run that is later than this is not made any more
 * @param mostAtOnce runs leased together
 * @param grace what runs under way get when the replica stops
 */
public record RunnerRules(
    Duration planAhead,
    Duration claimAhead,
    Duration poll,
    Duration lease,
    Duration lateness,
    int mostAtOnce,
    Duration grace) {
  public static final RunnerRules USUAL =
      new RunnerRules(
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofMillis(500),
          Duration.ofSeconds(20),
          Duration.ofSeconds(90),
          5_000,
          Duration.ofSeconds(3));

  public RunnerRules {
    if (poll.compareTo(claimAhead) >= 0 || claimAhead.compareTo(planAhead) >= 0) {
      throw new IllegalArgumentException("must be in order: poll, claim ahead, plan ahead");
    }
    if (lease.compareTo(claimAhead) <= 0) {
      throw new IllegalArgumentException("the lease must outlast the wait for the due time");
    }
  }
}
