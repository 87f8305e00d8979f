package dev.modmedic.probe;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes each kind of probe with its own prober, within the target's timeout, confirms failures, and
 * judges what was found by the target's settings.
 */
public final class Probers implements Prober {
  /** Of many exchanges; they know themselves which are worth repeating, and which was slow. */
  private static final Set<ProbeKind> SELF_JUDGING = Set.of(ProbeKind.GOPROXY, ProbeKind.SUMDB);

  private final Map<ProbeKind, Prober> probers = new EnumMap<>(ProbeKind.class);

  /**
   * Takes one prober for each kind.
   *
   * @throws IllegalArgumentException if a kind has none
   */
  public Probers(Map<ProbeKind, Prober> each) {
    for (ProbeKind kind : ProbeKind.values()) {
      Prober prober = each.get(kind);
      if (prober == null) {
        throw new IllegalArgumentException("no prober for " + kind.word());
      }
      probers.put(kind, SELF_JUDGING.contains(kind) ? prober : new Confirming(prober));
    }
  }

  @Override
  public ProbeResult probe(ProbeRequest request) throws InterruptedException {
    ProbeSettings settings = request.target().settings();
    Duration deadline =
        settings.timeout().compareTo(request.deadline()) < 0
            ? settings.timeout()
            : request.deadline();
    Prober prober = probers.get(request.kind());
    if (prober == null) {
      throw new IllegalStateException("no prober for " + request.kind().word());
    }
    ProbeResult found =
        prober.probe(
            new ProbeRequest(request.target(), request.kind(), request.vantage(), deadline));
    return judged(found, settings, request.kind());
  }

  private static ProbeResult judged(ProbeResult found, ProbeSettings settings, ProbeKind kind) {
    List<CheckNote> checks = new ArrayList<>(found.checks());
    if (!SELF_JUDGING.contains(kind)) {
      CheckNote.slow(found.first().total(), settings).ifPresent(checks::add);
    }
    Instant end = found.certificateExpiresAt();
    if (end != null && daysLeft(found.startedAt(), end) < settings.certificateDays()) {
      checks.add(
          warning(
              "tls.days-left",
              "the certificate has %d days left, until %s"
                  .formatted(daysLeft(found.startedAt(), end), end)));
    }
    return new ProbeResult(
        found.startedAt(),
        outcome(found, checks.size() > found.checks().size()),
        found.first(),
        found.confirmations(),
        checks,
        end,
        found.facts());
  }

  /** What fails for a reason of the vantage's own says nothing about the target. */
  private static Outcome outcome(ProbeResult found, boolean warned) {
    boolean own = found.failure().map(f -> f.source() == FailureSource.OWN_NETWORK).orElse(false);
    return switch (found.outcome()) {
      case FAILED -> own ? Outcome.OFFLINE : Outcome.FAILED;
      case PASSED -> warned ? Outcome.DEGRADED : Outcome.PASSED;
      case DEGRADED -> Outcome.DEGRADED;
      case OFFLINE -> Outcome.OFFLINE;
    };
  }

  private static long daysLeft(Instant from, Instant end) {
    return ChronoUnit.DAYS.between(from, end);
  }

  private static CheckNote warning(String check, String says) {
    return new CheckNote(check, CheckNote.Level.WARN, says);
  }
}
