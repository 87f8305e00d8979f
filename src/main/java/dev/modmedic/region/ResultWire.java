package dev.modmedic.region;

import dev.modmedic.probe.Attempt;
import dev.modmedic.probe.CheckNote;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.Phase;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.probe.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Results as agents send and spool them, and as they are stored; the JSON text is the edges'.
 * Durations are whole microseconds, a part of one is lost.
 */
public final class ResultWire {
  private static final int MOST_ATTEMPTS = 10;
  private static final int MOST_NOTES = 500;

  private ResultWire() {}

  /** The fields, in maps, lists, texts, numbers and booleans. */
  public static Map<String, @Nullable Object> write(RunResult run) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("assignment", run.assignment().toString());
    fields.put("due", run.due().toString());
    fields.put("result", write(run.result()));
    return fields;
  }

  /** The result alone, as it is stored. */
  public static Map<String, @Nullable Object> write(ProbeResult result) {
    Instant expires = result.certificateExpiresAt();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("startedAt", result.startedAt().toString());
    fields.put("outcome", result.outcome().word());
    fields.put("first", write(result.first()));
    fields.put("confirmations", result.confirmations().stream().map(ResultWire::write).toList());
    fields.put("checks", result.checks().stream().map(ResultWire::write).toList());
    fields.put("certificateExpiresAt", expires == null ? null : expires.toString());
    fields.put("facts", result.facts());
    return fields;
  }

  private static Map<String, @Nullable Object> write(Attempt attempt) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    Timings timings = attempt.timings();
    fields.put("resolveUs", micros(timings.resolve()));
    fields.put("connectUs", micros(timings.connect()));
    fields.put("tlsUs", micros(timings.tls()));
    fields.put("waitUs", micros(timings.waiting()));
    fields.put("transferUs", micros(timings.transfer()));
    fields.put("totalUs", micros(attempt.total()));
    fields.put("bytes", attempt.bytes());
    fields.put("address", attempt.address());
    fields.put("status", attempt.status());
    Failure failure = attempt.failure();
    fields.put("failure", failure == null ? null : write(failure));
    return fields;
  }

  private static Map<String, @Nullable Object> write(Failure failure) {
    Phase phase = failure.phase();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("source", failure.source().word());
    fields.put("code", failure.code());
    fields.put("message", failure.message());
    fields.put("phase", phase == null ? null : phase.word());
    return fields;
  }

  private static Map<String, @Nullable Object> write(CheckNote note) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("check", note.check());
    fields.put("level", note.level().word());
    fields.put("says", note.says());
    return fields;
  }

  private static @Nullable Long micros(@Nullable Duration duration) {
    return duration == null ? null : duration.toNanos() / 1_000;
  }

  /**
   * The reverse of {@link #write(RunResult)}.
   *
   * @throws UnreadableMessage if a field is missing or not what it should be
   */
  public static RunResult read(Map<?, ?> fields) {
    return read(WireObject.of(fields));
  }

  static RunResult read(WireObject run) {
    return new RunResult(run.uuid("assignment"), run.instant("due"), result(run.object("result")));
  }

  /**
   * The reverse of {@link #write(ProbeResult)}.
   *
   * @throws UnreadableMessage if a field is missing or not what it should be
   */
  public static ProbeResult readResult(Map<?, ?> fields) {
    return result(WireObject.of(fields));
  }

  private static ProbeResult result(WireObject result) {
    return new ProbeResult(
        result.instant("startedAt"),
        result.word("outcome", Outcome.class, Outcome::word),
        attempt(result.object("first")),
        result.objects("confirmations", MOST_ATTEMPTS).stream().map(ResultWire::attempt).toList(),
        result.objects("checks", MOST_NOTES).stream().map(ResultWire::note).toList(),
        result.instantOrNull("certificateExpiresAt"),
        result.textsByName("facts", MOST_NOTES));
  }

  private static Attempt attempt(WireObject attempt) {
    Long status = attempt.numberOrNull("status", 100, 999);
    return new Attempt(
        new Timings(
            attempt.microsOrNull("resolveUs"),
            attempt.microsOrNull("connectUs"),
            attempt.microsOrNull("tlsUs"),
            attempt.microsOrNull("waitUs"),
            attempt.microsOrNull("transferUs")),
        attempt.micros("totalUs"),
        attempt.number("bytes", 0, Long.MAX_VALUE),
        attempt.textOrNull("address"),
        status == null ? null : Math.toIntExact(status),
        attempt.has("failure") ? failure(attempt.object("failure")) : null);
  }

  private static Failure failure(WireObject failure) {
    return new Failure(
        failure.word("source", FailureSource.class, FailureSource::word),
        failure.text("code"),
        failure.text("message"),
        failure.has("phase") ? failure.word("phase", Phase.class, Phase::word) : null);
  }

  private static CheckNote note(WireObject note) {
    return new CheckNote(
        note.text("check"),
        note.word("level", CheckNote.Level.class, CheckNote.Level::word),
        note.text("says"));
  }
}
