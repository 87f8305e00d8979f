package dev.modmedic.probe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tries once, and once more if what failed may pass; the first failure is never hidden. */
final class Tries {
  private final Fetcher fetcher;
  private final FailureNames names;

  Tries(Fetcher fetcher, FailureNames names) {
    this.fetcher = fetcher;
    this.names = names;
  }

  /** What is done in one try. */
  interface Look {
    void at(Trial trial) throws InterruptedException;
  }

  ProbeResult result(ProbeRequest request, Instant startedAt, Look look)
      throws InterruptedException {
    TimeLeft time = TimeLeft.of(request.deadline());
    var first = new Trial(fetcher, names, request.vantage(), time);
    look(look, first);
    Attempt felt = first.attempt();
    if (!first.hasFailed() || !first.mayPass() || time.isOver()) {
      Outcome outcome = outcome(first, request.target().settings());
      return result(startedAt, outcome, felt, List.of(), first, first.checks());
    }
    var second = new Trial(fetcher, names, request.vantage(), time.forConfirming());
    look(look, second);
    var checks = new ArrayList<CheckNote>(second.checks());
    first.checks().stream()
        .filter(check -> check.level() == CheckNote.Level.FAIL)
        .forEach(check ->
            checks.add(
                new CheckNote(
                    check.check(), CheckNote.Level.WARN, "at the first attempt: " + check.says())));
    return result(
        startedAt,
        second.hasFailed() ? Outcome.FAILED : Outcome.DEGRADED,
        felt,
        List.of(second.attempt()),
        second,
        checks);
  }

  private static void look(Look look, Trial trial) throws InterruptedException {
    look.at(trial);
    if (trial.isCutShort() && !trial.hasFailed()) {
      trial.warn("probe.time", "there was not the time to check everything");
    }
  }

  private static Outcome outcome(Trial trial, ProbeSettings settings) {
    if (trial.hasFailed()) {
      return Outcome.FAILED;
    }
    CheckNote.slow(trial.felt().total(), settings)
        .ifPresent(note -> trial.warn(note.check(), note.says()));
    return trial.hasWarnings() ? Outcome.DEGRADED : Outcome.PASSED;
  }

  private static ProbeResult result(
      Instant startedAt,
      Outcome outcome,
      Attempt first,
      List<Attempt> confirmations,
      Trial last,
      List<CheckNote> checks) {
    return new ProbeResult(
        startedAt,
        outcome,
        first,
        confirmations,
        checks,
        last.certificateExpiresAt(),
        last.facts());
  }
}
