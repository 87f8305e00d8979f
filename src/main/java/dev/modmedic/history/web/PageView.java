package dev.modmedic.history.web;

import static dev.modmedic.history.web.DiagnosisView.word;

import dev.modmedic.evidence.Language;
import dev.modmedic.history.DiagnosisPage;
import dev.modmedic.history.StoredDiagnosis;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of diagnoses as JSON, newest first.
 *
 * @param next cursor of the page behind, or null at the end
 */
@Serdeable
record PageView(List<Summary> items, @Nullable String next) {
  static PageView of(DiagnosisPage page, @Nullable String next, Language language) {
    return new PageView(
        page.items().stream().map(item -> Summary.of(item, language)).toList(), next);
  }

  /** One diagnosis in short. */
  @Serdeable
  record Summary(
      String id,
      String createdAt,
      String verdict,
      @Nullable String project,
      List<Named> causes,
      String fingerprint,
      String knowledgeVersion,
      @Nullable String revisionOf) {
    static Summary of(StoredDiagnosis stored, Language language) {
      return new Summary(
          stored.id().toString(),
          stored.createdAt().toString(),
          word(stored.diagnosis().verdict()),
          stored.context().project(),
          stored.diagnosis().causes().stream()
              .map(c -> new Named(c.code(), c.confidence(), c.title().in(language), c.guess()))
              .toList(),
          stored.diagnosis().fingerprint(),
          stored.diagnosis().knowledgeVersion(),
          stored.revisionOf() == null ? null : stored.revisionOf().toString());
    }
  }

  @Serdeable
  record Named(String code, double confidence, String title, boolean guess) {}
}
