package dev.modmedic.history.web;

import dev.modmedic.diagnosis.CurrentEngine;
import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.diagnosis.Reasoning;
import dev.modmedic.evidence.Language;
import dev.modmedic.history.DiagnosisStore;
import dev.modmedic.knowledge.Status;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Says why a stored inquiry has a cause, or why not. */
@Controller(DiagnosisController.PATH + "/{id}/causes")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReasonsController {
  private final CurrentEngine current;
  private final DiagnosisStore store;
  private final JsonMapper json;

  ReasonsController(CurrentEngine current, DiagnosisStore store, JsonMapper json) {
    this.current = current;
    this.store = store;
    this.json = json;
  }

  @Get("/{code}")
  HttpResponse<String> show(String id, String code, Language language) {
    Inquiry inquiry =
        store
            .inquiry(DiagnosisController.WORKSPACE, DiagnosisId.parse(id))
            .orElseThrow(DiagnosisId::unknown);
    Engine engine = current.get();
    Reasoning why =
        engine
            .knowledge()
            .cause(code)
            .filter(cause -> cause.status() != Status.DRAFT)
            .flatMap(cause -> engine.reasons(inquiry, cause.code()))
            .orElseThrow(() ->
                new ProblemException(
                    ProblemType.UNKNOWN_CAUSE, ProblemType.UNKNOWN_CAUSE.advice()));
    String body = write(ReasoningView.of(why, engine.knowledge().version(), language));
    return HttpResponse.ok(body)
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.ETAG, Digests.entityTag(body))
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
  }

  private String write(ReasoningView view) {
    try {
      return json.writeValueAsString(view);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
