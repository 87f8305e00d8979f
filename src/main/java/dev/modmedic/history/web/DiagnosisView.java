package dev.modmedic.history.web;

import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.diagnosis.Diagnosis.Advisory;
import dev.modmedic.diagnosis.Diagnosis.NextCheck;
import dev.modmedic.diagnosis.Evidence;
import dev.modmedic.diagnosis.Report;
import dev.modmedic.evidence.Language;
import dev.modmedic.knowledge.Remedy;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A diagnosis as JSON, in one language. */
@Serdeable
record DiagnosisView(
    String id,
    String createdAt,
    String verdict,
    List<FindingView> causes,
    List<AdvisoryView> advisories,
    List<NextCheckView> nextChecks,
    List<NotCheckedView> notChecked,
    List<FactView> facts,
    String fingerprint,
    String knowledgeVersion,
    @Nullable String revisionOf,
    boolean stored) {

  static DiagnosisView of(Report report, Language language) {
    Diagnosis diagnosis = report.diagnosis();
    return new DiagnosisView(
        report.id().toString(),
        report.createdAt().toString(),
        word(diagnosis.verdict()),
        diagnosis.causes().stream().map(cause -> FindingView.of(cause, language)).toList(),
        diagnosis.advisories().stream().map(a -> AdvisoryView.of(a, language)).toList(),
        diagnosis.nextChecks().stream().map(c -> NextCheckView.of(c, language)).toList(),
        diagnosis.notChecked().stream()
            .map(n -> new NotCheckedView(n.what().in(language), n.because().in(language)))
            .toList(),
        diagnosis.facts().stream().map(f -> new FactView(f.name(), f.value())).toList(),
        diagnosis.fingerprint(),
        diagnosis.knowledgeVersion(),
        report.revisionOf() == null ? null : report.revisionOf().toString(),
        report.stored());
  }

  /** A constant as the API spells it: {@code no-problem-found}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Line and columns are null when it does not come from the log. */
  @Serdeable
  record EvidenceView(
      String source,
      @Nullable Integer line,
      @Nullable Integer column,
      @Nullable Integer endColumn,
      String text,
      String says) {
    static EvidenceView of(Evidence evidence, Language language) {
      var span = evidence.span();
      return new EvidenceView(
          word(evidence.source()),
          span == null ? null : span.line(),
          span == null ? null : span.column(),
          span == null ? null : span.endColumn(),
          evidence.text(),
          evidence.says().in(language));
    }
  }

  @Serdeable
  record AdvisoryView(String code, String title, String says, List<EvidenceView> evidence) {
    static AdvisoryView of(Advisory advisory, Language language) {
      return new AdvisoryView(
          advisory.code(),
          advisory.title().in(language),
          advisory.says().in(language),
          advisory.evidence().stream().map(e -> EvidenceView.of(e, language)).toList());
    }
  }

  @Serdeable
  record NextCheckView(
      String id,
      String question,
      String run,
      List<FindingView.StepView> runSteps,
      List<OutcomeView> outcomes) {
    static NextCheckView of(NextCheck check, Language language) {
      return new NextCheckView(
          check.id(),
          check.question().in(language),
          Objects.requireNonNullElse(Remedy.plain(check.run()), ""),
          FindingView.RemedyView.steps(check.run()),
          check.outcomes().stream()
              .map(o -> new OutcomeView(o.id(), o.answer().in(language), o.supports()))
              .toList());
    }
  }

  @Serdeable
  record OutcomeView(String id, String answer, String supports) {}

  @Serdeable
  record NotCheckedView(String what, String because) {}

  @Serdeable
  record FactView(String name, String value) {}
}
