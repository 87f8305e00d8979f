package dev.modmedic.region;

import dev.modmedic.evidence.Redaction;
import dev.modmedic.probe.Attempt;
import dev.modmedic.probe.CheckNote;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.ProbeResult;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of what servers said, before a result is kept. Facts are values of our own
 * making, such as hashes, which must stay comparable.
 */
final class RedactedResult {
  private RedactedResult() {}

  static RunResult of(RunResult run) {
    ProbeResult result = run.result();
    return new RunResult(
        run.assignment(),
        run.due(),
        new ProbeResult(
            result.startedAt(),
            result.outcome(),
            redacted(result.first()),
            result.confirmations().stream().map(RedactedResult::redacted).toList(),
            result.checks().stream().map(RedactedResult::redacted).toList(),
            result.certificateExpiresAt(),
            result.facts()));
  }

  private static Attempt redacted(Attempt attempt) {
    @Nullable Failure failure = attempt.failure();
    return failure == null
        ? attempt
        : new Attempt(
            attempt.timings(),
            attempt.total(),
            attempt.bytes(),
            attempt.address(),
            attempt.status(),
            new Failure(
                failure.source(),
                failure.code(),
                Redaction.redact(failure.message()),
                failure.phase()));
  }

  private static CheckNote redacted(CheckNote note) {
    return new CheckNote(note.check(), note.level(), Redaction.redact(note.says()));
  }
}
