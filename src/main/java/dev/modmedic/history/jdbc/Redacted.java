package dev.modmedic.history.jdbc;

import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.evidence.LogText;
import dev.modmedic.evidence.Redaction;
import dev.modmedic.evidence.RunContext;
import dev.modmedic.history.StoredDiagnosis;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may be kept of a diagnosis and its inquiry: everything but secrets and nanoseconds. */
final class Redacted {
  private Redacted() {}

  static StoredDiagnosis of(StoredDiagnosis stored) {
    return new StoredDiagnosis(
        stored.workspace(),
        stored.id(),
        micros(stored.createdAt()),
        of(stored.context()),
        of(stored.diagnosis()),
        stored.revisionOf());
  }

  static Inquiry of(Inquiry inquiry) {
    return new Inquiry(
        of(inquiry.log()),
        Redaction.redact(inquiry.environment()),
        of(inquiry.context()),
        inquiry.outcomes().stream().map(Redaction::redact).toList(),
        inquiry.probes());
  }

  /** A log without secrets was read already. */
  private static LogText of(LogText log) {
    String redacted = Redaction.redact(log.posted());
    return redacted.equals(log.posted()) ? log : LogText.of(redacted);
  }

  private static RunContext of(RunContext context) {
    Instant occurredAt = context.occurredAt();
    return new RunContext(
        text(context.project()),
        text(context.client()),
        text(context.region()),
        occurredAt == null ? null : micros(occurredAt),
        text(context.command()),
        context.exitCode());
  }

  /** The engine redacts what it quotes; this is the second lock, and changes nothing as a rule. */
  private static Diagnosis of(Diagnosis diagnosis) {
    Map<String, @Nullable Object> tree = DiagnosisWriter.write(diagnosis);
    Map<String, @Nullable Object> redacted = StoredJson.withTexts(tree, Redaction::redact);
    return redacted.equals(tree) ? diagnosis : DiagnosisReader.read(new JsonObject(redacted));
  }

  private static @Nullable String text(@Nullable String text) {
    return text == null ? null : Redaction.redact(text);
  }

  private static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
