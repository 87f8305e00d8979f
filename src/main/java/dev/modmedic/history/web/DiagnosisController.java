package dev.modmedic.history.web;

import dev.modmedic.diagnosis.Report;
import dev.modmedic.diagnosis.ReportFormat;
import dev.modmedic.evidence.Language;
import dev.modmedic.history.DiagnoseLog;
import dev.modmedic.history.DiagnosisFilter;
import dev.modmedic.history.DiagnosisPage;
import dev.modmedic.history.DiagnosisStore;
import dev.modmedic.history.KeyReused;
import dev.modmedic.history.StoredDiagnosis;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.server.util.HttpHostResolver;
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
  private static final String WORKSPACE = "default";

  private final DiagnoseLog diagnoseLog;
  private final DiagnosisStore store;
  private final Formats formats;
  private final HttpHostResolver hosts;

  DiagnosisController(
      DiagnoseLog diagnoseLog, DiagnosisStore store, Formats formats, HttpHostResolver hosts) {
    this.diagnoseLog = diagnoseLog;
    this.store = store;
    this.formats = formats;
    this.hosts = hosts;
  }

  @Post
  HttpResponse<String> create(HttpRequest<byte[]> request, Language language) {
    RequestBody body =
        new RequestBody(
            request.getBody().orElseGet(() -> new byte[0]), request.getContentType().orElse(null));
    ReportFormat format =
        formats.wanted(request, body.isJson() ? MediaType.APPLICATION_JSON : MediaType.TEXT_PLAIN);
    try {
      DiagnoseLog.Answer answer =
          diagnoseLog.run(WORKSPACE, body.inquiry(), IdempotencyKey.of(request, body));
      return created(request, format, language, answer);
    } catch (KeyReused reused) {
      throw ProblemException.of(
          ProblemType.IDEMPOTENCY_KEY_REUSED,
          IdempotencyKey.HEADER,
          "was used for a different request");
    }
  }

  private MutableHttpResponse<String> created(
      HttpRequest<?> request, ReportFormat format, Language language, DiagnoseLog.Answer answer) {
    StoredDiagnosis diagnosis = answer.diagnosis();
    boolean isNew = answer.kept() && !answer.repeated();
    MutableHttpResponse<String> response = isNew ? HttpResponse.created("") : HttpResponse.ok("");
    response.header("ModMedic-Stored", String.valueOf(answer.kept()));
    if (answer.kept()) {
      response.header(HttpHeaders.LOCATION, PATH + "/" + diagnosis.id());
    }
    if (answer.repeated()) {
      response.header("Idempotency-Replayed", "true");
    }
    return shown(response, request, format, language, diagnosis, answer.kept());
  }

  @Get("/{id}")
  HttpResponse<String> show(HttpRequest<?> request, String id, Language language) {
    ReportFormat format = formats.wanted(request, MediaType.APPLICATION_JSON);
    StoredDiagnosis diagnosis =
        store.find(WORKSPACE, parse(id)).orElseThrow(DiagnosisController::unknown);
    MutableHttpResponse<String> response =
        shown(HttpResponse.ok(""), request, format, language, diagnosis, true);
    return response.header(
        HttpHeaders.ETAG, Digests.entityTag(Objects.requireNonNull(response.body())));
  }

  @Get
  HttpResponse<PageView> list(HttpRequest<?> request, Language language) {
    ListQuery query = ListQuery.of(request.getParameters());
    DiagnosisFilter filter = query.filter();
    @Nullable UUID after = query.cursor() == null ? null : Cursor.read(query.cursor(), filter);
    DiagnosisPage page = store.list(WORKSPACE, filter, after, query.limit());
    UUID next = page.next();
    return HttpResponse.ok(
            PageView.of(page, next == null ? null : Cursor.write(next, filter), language))
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
  }

  @Delete("/{id}")
  HttpResponse<?> delete(String id) {
    if (!store.delete(WORKSPACE, parse(id))) {
      throw unknown();
    }
    return HttpResponse.noContent();
  }

  private MutableHttpResponse<String> shown(
      MutableHttpResponse<String> response,
      HttpRequest<?> request,
      ReportFormat format,
      Language language,
      StoredDiagnosis stored,
      boolean kept) {
    String link = kept ? hosts.resolve(request) + PATH + "/" + stored.id() : null;
    Report report =
        new Report(
            stored.id(), stored.createdAt(), stored.diagnosis(), kept, stored.revisionOf(), link);
    return response
        .contentType(typeOf(format))
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_LANGUAGE)
        .body(format.render(report, language));
  }

  private static MediaType typeOf(ReportFormat format) {
    return MediaType.of(
        format.mediaType().startsWith("text/")
            ? format.mediaType() + ";charset=utf-8"
            : format.mediaType());
  }

  private static UUID parse(String id) {
    try {
      UUID uuid = UUID.fromString(id);
      if (uuid.toString().equalsIgnoreCase(id)) {
        return uuid;
      }
    } catch (IllegalArgumentException e) {
      // told below, as for the short forms that Java reads as well
    }
    throw ProblemException.of(ProblemType.INVALID_PARAMETER, "id", "is not a UUID");
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ProblemType.UNKNOWN_DIAGNOSIS, ProblemType.UNKNOWN_DIAGNOSIS.advice());
  }
}
