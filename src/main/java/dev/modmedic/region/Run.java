package dev.modmedic.region;

import dev.modmedic.probe.ProbeRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * One run of an assignment that an agent is to make.
 *
 * @param requested whether somebody asked for it, besides the regular ones
 */
record Run(Assignment assignment, Instant due, boolean requested) {
  Run {
    Objects.requireNonNull(assignment, "assignment");
    Objects.requireNonNull(due, "due");
  }

  /** A regular run that would start later is given up, or it would crowd out the next one. */
  Instant latestStart() {
    return requested ? Instant.MAX : due.plus(assignment.interval().dividedBy(2));
  }

  /** The request, which leaves the probe a moment to come to its end within the interval. */
  ProbeRequest request() {
    ProbeRequest request = assignment.request();
    Duration most = assignment.interval().multipliedBy(9).dividedBy(10);
    return request.deadline().compareTo(most) <= 0
        ? request
        : new ProbeRequest(request.target(), request.kind(), request.vantage(), most);
  }
}
