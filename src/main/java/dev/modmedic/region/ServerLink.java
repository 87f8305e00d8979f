package dev.modmedic.region;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How an agent talks to the server; every call is the agent's. */
public interface ServerLink {
  /**
   * Tells how the agent is and asks what to do.
   *
   * @throws LinkBroken if the server cannot be reached or cannot answer now; trying later may help
   * @throws LinkRefused if the token is unknown or revoked
   */
  SyncAnswer sync(SyncRequest request) throws InterruptedException;

  /**
   * Hands over results. Handing the same over again changes nothing.
   *
   * @throws LinkBroken if it is not sure that they arrived
   * @throws LinkRefused if the token is unknown or revoked
   */
  BatchAnswer push(List<RunResult> results) throws InterruptedException;

  /**
   * How an agent is.
   *
   * @param assignmentsVersion of the assignments it has; empty for none
   * @param agentTime its clock, uncorrected, as the request is sent
   * @param online what its check of its own connectivity says
   * @param spooled results that wait on its disk
   * @param dropped results that found no room there, since it was installed
   * @param leaving whether it is about to stop, so that another agent of the region may take over
   *     at once
   */
  record SyncRequest(
      String assignmentsVersion,
      String agentVersion,
      Instant agentTime,
      boolean online,
      long spooled,
      long dropped,
      boolean leaving) {}

  /**
   * What an agent is to do.
   *
   * @param serverTime the server's clock as it answered
   * @param active whether this agent is the one that probes for its region; a second one stands by
   * @param activeFor how long that holds without another answer, counted from this one
   * @param assignmentsVersion of the assignments in force
   * @param assignments null if the agent has them already
   * @param now runs that somebody asked for, to be made at once, whether active or not
   * @param syncAfter when to ask again
   */
  record SyncAnswer(
      Instant serverTime,
      boolean active,
      Duration activeFor,
      String assignmentsVersion,
      @Nullable List<Assignment> assignments,
      List<Requested> now,
      Duration syncAfter) {}

  /** A run that was asked for; {@code due} is its identity together with the assignment. */
  record Requested(Assignment assignment, Instant due) {}

  /**
   * What became of a batch; the three add up to its size.
   *
   * @param refused results of assignments that the agent never had, or with times that cannot be
   */
  record BatchAnswer(int accepted, int duplicates, List<Refused> refused) {
    /** One result that will never be accepted, and why. */
    public record Refused(UUID assignment, Instant due, String reason) {}
  }

  /** The server cannot be reached, or it failed. */
  final class LinkBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LinkBroken(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The server knows no such agent (any more). */
  final class LinkRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LinkRefused(String message) {
      super(message);
    }
  }
}
