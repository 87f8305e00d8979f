package dev.modmedic.probe;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was seen at one look, before it is confirmed or judged by the target's settings. */
record Look(
    Attempt attempt,
    List<CheckNote> checks,
    @Nullable Instant certificateExpiresAt,
    Map<String, String> facts) {
  Look {
    Objects.requireNonNull(attempt, "attempt");
    checks = List.copyOf(checks);
    facts = Map.copyOf(facts);
  }

  ProbeResult result(Instant startedAt) {
    return new ProbeResult(
        startedAt, outcome(), attempt, List.of(), checks, certificateExpiresAt, facts);
  }

  private Outcome outcome() {
    if (attempt.failure() != null) {
      return Outcome.FAILED;
    }
    boolean warned = checks.stream().anyMatch(check -> check.level() == CheckNote.Level.WARN);
    return warned ? Outcome.DEGRADED : Outcome.PASSED;
  }
}
