package dev.modmedic.history.web;

import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.evidence.Language;
import dev.modmedic.history.DiagnosisStore;
import dev.modmedic.history.Feedback;
import dev.modmedic.history.FeedbackLog;
import dev.modmedic.history.FeedbackStore;
import dev.modmedic.history.StoredDiagnosis;
import dev.modmedic.knowledge.CurrentKnowledge;
import dev.modmedic.problem.IdempotencyKey;
import dev.modmedic.request.Made;
import dev.modmedic.request.RequestKey;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What users say of a diagnosis. */
@Controller(value = DiagnosisController.PATH + "/{id}/feedback", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class FeedbackController {
  private static final int MOST = 200;

  private final FeedbackLog feedbackLog;
  private final FeedbackStore feedback;
  private final DiagnosisStore diagnoses;
  private final CurrentKnowledge knowledge;

  FeedbackController(
      FeedbackLog feedbackLog,
      FeedbackStore feedback,
      DiagnosisStore diagnoses,
      CurrentKnowledge knowledge) {
    this.feedbackLog = feedbackLog;
    this.feedback = feedback;
    this.diagnoses = diagnoses;
    this.knowledge = knowledge;
  }

  @Post
  HttpResponse<FeedbackView> give(HttpRequest<byte[]> request, String id, Language language) {
    String body = RequestBody.of(request).json();
    StoredDiagnosis stored = diagnosis(id);
    Diagnosis diagnosis = stored.diagnosis();
    @Nullable RequestKey key = IdempotencyKey.of(request);
    Made<Feedback> taken =
        feedbackLog
            .take(
                stored.workspace(),
                stored.id(),
                JsonFeedback.read(body, diagnosis, knowledge.knowledge()),
                key)
            .orElseThrow(DiagnosisId::unknown);
    FeedbackView view = FeedbackView.of(taken.value(), diagnosis, language);
    MutableHttpResponse<FeedbackView> response =
        taken.repeated() ? HttpResponse.ok(view) : HttpResponse.created(view);
    if (taken.repeated() && key != null) {
      IdempotencyKey.replayed(response);
    }
    return in(language, response).header(HttpHeaders.LOCATION, place(stored.id()));
  }

  @Get
  HttpResponse<FeedbackView.ListView> list(String id, Language language) {
    StoredDiagnosis stored = diagnosis(id);
    FeedbackView.ListView items =
        new FeedbackView.ListView(
            feedback.list(stored.workspace(), stored.id(), MOST).stream()
                .map(one -> FeedbackView.of(one, stored.diagnosis(), language))
                .toList());
    return in(language, HttpResponse.ok(items));
  }

  private StoredDiagnosis diagnosis(String id) {
    return diagnoses
        .find(DiagnosisController.WORKSPACE, DiagnosisId.parse(id))
        .orElseThrow(DiagnosisId::unknown);
  }

  private static String place(UUID diagnosis) {
    return DiagnosisController.PATH + "/" + diagnosis + "/feedback";
  }

  private static <T> MutableHttpResponse<T> in(Language language, MutableHttpResponse<T> response) {
    return response
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
  }
}
