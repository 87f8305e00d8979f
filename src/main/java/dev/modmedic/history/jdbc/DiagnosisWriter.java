package dev.modmedic.history.jdbc;

import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.diagnosis.Diagnosis.Advisory;
import dev.modmedic.diagnosis.Diagnosis.FactStatement;
import dev.modmedic.diagnosis.Diagnosis.NextCheck;
import dev.modmedic.diagnosis.Diagnosis.NotChecked;
import dev.modmedic.diagnosis.Evidence;
import dev.modmedic.diagnosis.Finding;
import dev.modmedic.diagnosis.Finding.Remedied;
import dev.modmedic.evidence.Span;
import dev.modmedic.evidence.Text;
import dev.modmedic.knowledge.Remedy;
import dev.modmedic.knowledge.Retry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes a diagnosis as a JSON tree in both languages; {@link DiagnosisReader} is its reverse. */
final class DiagnosisWriter {
  private DiagnosisWriter() {}

  static Map<String, @Nullable Object> write(Diagnosis diagnosis) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("verdict", JsonObject.word(diagnosis.verdict()));
    tree.put("causes", all(diagnosis.causes(), DiagnosisWriter::finding));
    tree.put("advisories", all(diagnosis.advisories(), DiagnosisWriter::advisory));
    tree.put("nextChecks", all(diagnosis.nextChecks(), DiagnosisWriter::nextCheck));
    tree.put("notChecked", all(diagnosis.notChecked(), DiagnosisWriter::notChecked));
    tree.put("facts", all(diagnosis.facts(), DiagnosisWriter::fact));
    tree.put("fingerprint", diagnosis.fingerprint());
    tree.put("knowledgeVersion", diagnosis.knowledgeVersion());
    return tree;
  }

  private static <T> List<Map<String, @Nullable Object>> all(
      List<T> items, Function<T, Map<String, @Nullable Object>> write) {
    return items.stream().map(write).toList();
  }

  private static Map<String, @Nullable Object> finding(Finding finding) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("code", finding.code());
    tree.put("confidence", finding.confidence());
    tree.put("title", prose(finding.title()));
    tree.put("summary", prose(finding.summary()));
    tree.put("severity", JsonObject.word(finding.severity()));
    tree.put("owner", JsonObject.word(finding.owner()));
    tree.put("evidence", all(finding.evidence(), DiagnosisWriter::evidence));
    tree.put("explains", finding.explains());
    tree.put("remedies", all(finding.remedies(), DiagnosisWriter::remedy));
    tree.put("retry", retry(finding.retry()));
    tree.put("references", finding.references());
    tree.put("captures", finding.captures());
    tree.put("guess", finding.guess());
    return tree;
  }

  private static Map<String, @Nullable Object> evidence(Evidence evidence) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("source", JsonObject.word(evidence.source()));
    Span span = evidence.span();
    tree.put("span", span == null ? null : span(span));
    tree.put("text", evidence.text());
    tree.put("says", prose(evidence.says()));
    return tree;
  }

  private static Map<String, @Nullable Object> span(Span span) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("line", span.line());
    tree.put("column", span.column());
    tree.put("endColumn", span.endColumn());
    tree.put("text", span.text());
    return tree;
  }

  private static Map<String, @Nullable Object> remedy(Remedied remedy) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("title", prose(remedy.title()));
    tree.put("scope", JsonObject.word(remedy.scope()));
    tree.put("risk", JsonObject.word(remedy.risk()));
    tree.put("steps", all(remedy.steps(), DiagnosisWriter::step));
    tree.put("verifySteps", all(remedy.verify(), DiagnosisWriter::step));
    tree.put("undoSteps", all(remedy.undo(), DiagnosisWriter::step));
    return tree;
  }

  private static Map<String, @Nullable Object> step(Remedy.Step step) {
    return Map.of("shell", JsonObject.word(step.shell()), "run", step.run());
  }

  private static Map<String, @Nullable Object> retry(Retry retry) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("retryable", retry.retryable());
    tree.put("after", retry.after() == null ? null : retry.after().toString());
    return tree;
  }

  private static Map<String, @Nullable Object> advisory(Advisory advisory) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("code", advisory.code());
    tree.put("title", prose(advisory.title()));
    tree.put("says", prose(advisory.says()));
    tree.put("evidence", all(advisory.evidence(), DiagnosisWriter::evidence));
    return tree;
  }

  private static Map<String, @Nullable Object> nextCheck(NextCheck check) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("id", check.id());
    tree.put("question", prose(check.question()));
    tree.put("runSteps", all(check.run(), DiagnosisWriter::step));
    tree.put("outcomes", all(check.outcomes(), DiagnosisWriter::outcome));
    return tree;
  }

  private static Map<String, @Nullable Object> outcome(NextCheck.Outcome outcome) {
    return Map.of(
        "id", outcome.id(), "answer", prose(outcome.answer()), "supports", outcome.supports());
  }

  private static Map<String, @Nullable Object> notChecked(NotChecked notChecked) {
    return Map.of("what", prose(notChecked.what()), "because", prose(notChecked.because()));
  }

  private static Map<String, @Nullable Object> fact(FactStatement fact) {
    return Map.of("name", fact.name(), "value", fact.value());
  }

  private static Map<String, @Nullable Object> prose(Text text) {
    return Map.of("en", text.en(), "zh", text.zh());
  }
}
