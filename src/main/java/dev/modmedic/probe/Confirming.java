package dev.modmedic.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks once more after a failure, to tell a blip from an outage. What failed first is never
 * hidden: users feel it, since {@code go} does not retry.
 */
final class Confirming implements Prober {
  /** With less than this part of the time left a second look could hardly end. */
  private static final int PART = 4;

  private final Prober prober;

  Confirming(Prober prober) {
    this.prober = prober;
  }

  @Override
  public ProbeResult probe(ProbeRequest request) throws InterruptedException {
    long started = System.nanoTime();
    ProbeResult first = prober.probe(request);
    Duration left = request.deadline().minus(Duration.ofNanos(System.nanoTime() - started));
    boolean enough = left.compareTo(request.deadline().dividedBy(PART)) >= 0;
    if (first.outcome() != Outcome.FAILED || !enough || isOwn(first)) {
      return first;
    }
    ProbeResult second =
        prober.probe(new ProbeRequest(request.target(), request.kind(), request.vantage(), left));
    return merged(first, second);
  }

  /** What is wrong here is so a moment later as well. */
  private static boolean isOwn(ProbeResult result) {
    return result.failure().map(f -> f.source() == FailureSource.OWN_NETWORK).orElse(false);
  }

  private static ProbeResult merged(ProbeResult first, ProbeResult second) {
    List<CheckNote> checks = new ArrayList<>(second.checks());
    first
        .failure()
        .ifPresent(failure ->
            checks.add(
                new CheckNote("probe.first-attempt", CheckNote.Level.WARN, failure.message())));
    return new ProbeResult(
        first.startedAt(),
        second.outcome() == Outcome.FAILED ? Outcome.FAILED : Outcome.DEGRADED,
        first.first(),
        List.of(second.first()),
        checks,
        second.certificateExpiresAt() != null
            ? second.certificateExpiresAt()
            : first.certificateExpiresAt(),
        second.facts());
  }
}
