package dev.modmedic.history.web;

import static dev.modmedic.history.web.DiagnosisView.word;

import dev.modmedic.diagnosis.Finding;
import dev.modmedic.diagnosis.Finding.Remedied;
import dev.modmedic.evidence.Language;
import dev.modmedic.history.web.DiagnosisView.EvidenceView;
import dev.modmedic.knowledge.Remedy;
import dev.modmedic.knowledge.Retry;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One cause of a diagnosis as JSON, in one language. */
@Serdeable
record FindingView(
    String code,
    double confidence,
    String title,
    String summary,
    String severity,
    String owner,
    List<EvidenceView> evidence,
    List<String> explains,
    List<RemedyView> remedies,
    RetryView retry,
    List<String> references,
    boolean guess) {

  static FindingView of(Finding finding, Language language) {
    return new FindingView(
        finding.code(),
        finding.confidence(),
        finding.title().in(language),
        finding.summary().in(language),
        word(finding.severity()),
        word(finding.owner()),
        finding.evidence().stream().map(e -> EvidenceView.of(e, language)).toList(),
        finding.explains(),
        finding.remedies().stream().map(r -> RemedyView.of(r, language)).toList(),
        RetryView.of(finding.retry()),
        finding.references(),
        finding.guess());
  }

  @Serdeable
  record RemedyView(
      String title,
      String scope,
      String risk,
      List<StepView> steps,
      @Nullable String verify,
      List<StepView> verifySteps,
      @Nullable String undo,
      List<StepView> undoSteps) {
    static RemedyView of(Remedied remedy, Language language) {
      return new RemedyView(
          remedy.title().in(language),
          word(remedy.scope()),
          word(remedy.risk()),
          steps(remedy.steps()),
          Remedy.plain(remedy.verify()),
          steps(remedy.verify()),
          Remedy.plain(remedy.undo()),
          steps(remedy.undo()));
    }

    static List<StepView> steps(List<Remedy.Step> steps) {
      return steps.stream().map(s -> new StepView(word(s.shell()), s.run())).toList();
    }
  }

  @Serdeable
  record StepView(String shell, String run) {}

  /** {@code after} is an ISO 8601 duration; null when trying again does not help. */
  @Serdeable
  record RetryView(boolean retryable, @Nullable String after) {
    static RetryView of(Retry retry) {
      return new RetryView(
          retry.retryable(), retry.after() == null ? null : retry.after().toString());
    }
  }
}
