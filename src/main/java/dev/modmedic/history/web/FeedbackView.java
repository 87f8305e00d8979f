package dev.modmedic.history.web;

import static dev.modmedic.history.web.DiagnosisView.word;

import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.evidence.Language;
import dev.modmedic.evidence.Text;
import dev.modmedic.history.Feedback;
import dev.modmedic.history.Feedback.Worked;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user said of a diagnosis, as JSON in one language. */
@Serdeable
record FeedbackView(
    String id,
    String diagnosisId,
    String createdAt,
    String verdict,
    @Nullable String actualCause,
    @Nullable WorkedView remedy,
    @Nullable String comment) {
  static FeedbackView of(Feedback feedback, Diagnosis diagnosis, Language language) {
    Feedback.Judgement judgement = feedback.judgement();
    return new FeedbackView(
        feedback.id().toString(),
        feedback.diagnosis().toString(),
        feedback.createdAt().toString(),
        word(judgement.verdict()),
        judgement.actualCause(),
        WorkedView.of(judgement.remedy(), diagnosis, language),
        judgement.comment());
  }

  @Serdeable
  record WorkedView(String cause, int index, String title) {
    static @Nullable WorkedView of(
        @Nullable Worked worked, Diagnosis diagnosis, Language language) {
      return worked == null
          ? null
          : new WorkedView(worked.cause(), worked.index(), title(worked, diagnosis).in(language));
    }

    /** As the diagnosis has it in both languages. */
    private static Text title(Worked worked, Diagnosis diagnosis) {
      return diagnosis.causes().stream()
          .filter(finding -> finding.code().equals(worked.cause()))
          .flatMap(finding -> finding.remedies().stream())
          .map(remedy -> remedy.title())
          .filter(title -> title.en().equals(worked.title()))
          .findFirst()
          .orElseGet(() -> Text.same(worked.title()));
    }
  }

  /** The feedback to one diagnosis, newest first. */
  @Serdeable
  record ListView(List<FeedbackView> items) {}
}
