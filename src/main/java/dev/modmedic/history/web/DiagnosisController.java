package dev.modmedic.history.web;

import dev.modmedic.diagnosis.ReportFormat;
import dev.modmedic.evidence.Language;
import dev.modmedic.history.DiagnoseLog;
import dev.modmedic.history.DiagnosisFilter;
import dev.modmedic.history.DiagnosisPage;
import dev.modmedic.history.DiagnosisStore;
import dev.modmedic.history.StoredDiagnosis;
import dev.modmedic.knowledge.CurrentKnowledge;
import dev.modmedic.problem.IdempotencyKey;
import dev.modmedic.problem.PageCursor;
import dev.modmedic.problem.Query;
import dev.modmedic.problem.Takes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Diagnoses over HTTP; the media types are negotiated here, so every route takes and gives all. */
@Controller(value = DiagnosisController.PATH, consumes = MediaType.ALL, produces = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DiagnosisController {
  static final String PATH = "/v1/diagnoses";

  /** The only one there is until access is configured. */
  static final String WORKSPACE = "default";

  private final DiagnoseLog diagnoseLog;
  private final DiagnosisStore store;
  private final CurrentKnowledge knowledge;
  private final Reports reports;

  DiagnosisController(
      DiagnoseLog diagnoseLog, DiagnosisStore store, CurrentKnowledge knowledge, Reports reports) {
    this.diagnoseLog = diagnoseLog;
    this.store = store;
    this.knowledge = knowledge;
    this.reports = reports;
  }

  @Post
  HttpResponse<String> create(HttpRequest<byte[]> request, Language language) {
    RequestBody body = RequestBody.of(request);
    ReportFormat format = reports.wanted(request, body);
    return reports.created(
        request,
        format,
        language,
        diagnoseLog.run(WORKSPACE, body.inquiry(), IdempotencyKey.of(request)));
  }

  @Get("/{id}")
  HttpResponse<String> show(HttpRequest<?> request, String id, Language language) {
    ReportFormat format = reports.wanted(request);
    StoredDiagnosis diagnosis =
        store.find(WORKSPACE, DiagnosisId.parse(id)).orElseThrow(DiagnosisId::unknown);
    MutableHttpResponse<String> response =
        reports.shown(HttpResponse.ok(""), request, format, language, diagnosis, true);
    return response.header(
        HttpHeaders.ETAG, Digests.entityTag(Objects.requireNonNull(response.body())));
  }

  @Takes({"cursor", "limit", "cause", "project", "module", "host", "fingerprint", "since", "until"})
  @Get
  HttpResponse<PageView> list(HttpRequest<?> request, Language language) {
    ListQuery query = ListQuery.of(Query.of(request));
    DiagnosisFilter filter = query.filter();
    requireKnown(filter.cause());
    @Nullable UUID after = PageCursor.id(query.cursor(), filter.toString());
    DiagnosisPage page = store.list(WORKSPACE, filter, after, query.limit());
    UUID next = page.next();
    return HttpResponse.ok(
            PageView.of(
                page, next == null ? null : PageCursor.write(next, filter.toString()), language))
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
  }

  /** One that is known no more is still named by the diagnoses that hold it. */
  private void requireKnown(@Nullable String cause) {
    if (cause != null
        && knowledge.knowledge().cause(cause).isEmpty()
        && store
            .list(
                WORKSPACE, new DiagnosisFilter(cause, null, null, null, null, null, null), null, 1)
            .items()
            .isEmpty()) {
      throw Query.invalid("cause", "is no cause that is known here; GET /v1/causes lists them");
    }
  }

  @Delete("/{id}")
  HttpResponse<?> delete(String id) {
    if (!store.delete(WORKSPACE, DiagnosisId.parse(id))) {
      throw DiagnosisId.unknown();
    }
    return HttpResponse.noContent();
  }
}
