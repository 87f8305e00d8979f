package dev.modmedic.knowledge.web;

import dev.modmedic.evidence.Language;
import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.CurrentKnowledge;
import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.knowledge.Status;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import dev.modmedic.problem.Takes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import java.util.Optional;

/** The knowledge over HTTP; drafts are not shown. */
@Controller("/v1/causes")
final class CauseController {
  private final CurrentKnowledge current;

  CauseController(CurrentKnowledge current) {
    this.current = current;
  }

  @Takes({"q", "layer"})
  @Get
  HttpResponse<CauseListView> list(
      @QueryValue Optional<String> q, @QueryValue Optional<String> layer, Language language) {
    CauseSearch search = new CauseSearch(q.orElse(""), layer.orElse(""));
    KnowledgeBase knowledge = current.knowledge();
    var found =
        knowledge.causes().stream()
            .filter(CauseController::isShown)
            .filter(search::finds)
            .map(cause -> CauseListView.Item.of(cause, language))
            .toList();
    return fresh(new CauseListView(found, knowledge.version()), knowledge, language);
  }

  @Get("/{code}")
  HttpResponse<CauseView> show(String code, Language language) {
    KnowledgeBase knowledge = current.knowledge();
    Cause cause =
        knowledge
            .cause(code)
            .filter(CauseController::isShown)
            .orElseThrow(() ->
                new ProblemException(
                    ProblemType.UNKNOWN_CAUSE, ProblemType.UNKNOWN_CAUSE.advice()));
    return fresh(CauseView.of(cause, knowledge.version(), language), knowledge, language);
  }

  private static boolean isShown(Cause cause) {
    return cause.status() != Status.DRAFT;
  }

  private static <T> HttpResponse<T> fresh(T body, KnowledgeBase knowledge, Language language) {
    return HttpResponse.ok(body)
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.ETAG, "W/\"%s-%s\"".formatted(knowledge.version(), language.tag()))
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
  }
}
