package dev.modmedic.history.jdbc;

import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.diagnosis.Diagnosis.Advisory;
import dev.modmedic.diagnosis.Diagnosis.FactStatement;
import dev.modmedic.diagnosis.Diagnosis.NextCheck;
import dev.modmedic.diagnosis.Diagnosis.NotChecked;
import dev.modmedic.diagnosis.Evidence;
import dev.modmedic.diagnosis.Finding;
import dev.modmedic.diagnosis.Finding.Remedied;
import dev.modmedic.diagnosis.Verdict;
import dev.modmedic.evidence.Span;
import dev.modmedic.knowledge.Owner;
import dev.modmedic.knowledge.Remedy;
import dev.modmedic.knowledge.Retry;
import dev.modmedic.knowledge.Severity;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what any version of {@link DiagnosisWriter} wrote. */
final class DiagnosisReader {
  private DiagnosisReader() {}

  static Diagnosis read(JsonObject tree) {
    return new Diagnosis(
        tree.word("verdict", Verdict.UNCERTAIN),
        tree.list("causes", DiagnosisReader::finding),
        tree.list("advisories", DiagnosisReader::advisory),
        tree.list("nextChecks", DiagnosisReader::nextCheck),
        tree.list("notChecked", DiagnosisReader::notChecked),
        tree.list("facts", DiagnosisReader::fact),
        tree.text("fingerprint"),
        tree.text("knowledgeVersion"));
  }

  private static Finding finding(JsonObject tree) {
    return new Finding(
        tree.text("code"),
        tree.number("confidence"),
        tree.prose("title"),
        tree.prose("summary"),
        tree.word("severity", Severity.ERROR),
        tree.word("owner", Owner.USER),
        tree.list("evidence", DiagnosisReader::evidence),
        tree.texts("explains"),
        tree.list("remedies", DiagnosisReader::remedy),
        retry(tree.object("retry")),
        tree.texts("references"),
        tree.textsByName("captures"),
        tree.flag("guess"));
  }

  private static Evidence evidence(JsonObject tree) {
    return new Evidence(
        tree.word("source", Evidence.Source.LOG),
        tree.has("span") ? span(tree.object("span")) : null,
        tree.text("text"),
        tree.prose("says"));
  }

  private static Span span(JsonObject tree) {
    int column = tree.integer("column", 1);
    return new Span(
        tree.integer("line", 1), column, tree.integer("endColumn", column), tree.text("text"));
  }

  private static Remedied remedy(JsonObject tree) {
    return new Remedied(
        tree.prose("title"),
        tree.word("scope", Remedy.Scope.MACHINE),
        tree.word("risk", Remedy.Risk.SECURITY),
        tree.list("steps", DiagnosisReader::step),
        commands(tree, "verify"),
        commands(tree, "undo"));
  }

  /** A row of an older version holds one command for all shells. */
  private static List<Remedy.Step> commands(JsonObject tree, String name) {
    List<Remedy.Step> commands = tree.list(name + "Steps", DiagnosisReader::step);
    String plain = tree.textOrNull(name);
    return commands.isEmpty() && plain != null
        ? List.of(new Remedy.Step(Remedy.Shell.ANY, plain))
        : commands;
  }

  private static Remedy.Step step(JsonObject tree) {
    return new Remedy.Step(tree.word("shell", Remedy.Shell.ANY), tree.text("run"));
  }

  private static Retry retry(JsonObject tree) {
    @Nullable String after = tree.textOrNull("after");
    return after == null || !tree.flag("retryable")
        ? new Retry(false, null)
        : new Retry(true, Duration.parse(after));
  }

  private static Advisory advisory(JsonObject tree) {
    return new Advisory(
        tree.text("code"),
        tree.prose("title"),
        tree.prose("says"),
        tree.list("evidence", DiagnosisReader::evidence));
  }

  private static NextCheck nextCheck(JsonObject tree) {
    return new NextCheck(
        tree.text("id"),
        tree.prose("question"),
        commands(tree, "run"),
        tree.list("outcomes", DiagnosisReader::outcome));
  }

  private static NextCheck.Outcome outcome(JsonObject tree) {
    return new NextCheck.Outcome(tree.text("id"), tree.prose("answer"), tree.text("supports"));
  }

  private static NotChecked notChecked(JsonObject tree) {
    return new NotChecked(tree.prose("what"), tree.prose("because"));
  }

  private static FactStatement fact(JsonObject tree) {
    return new FactStatement(tree.text("name"), tree.text("value"));
  }
}
