package dev.modmedic.history.web;

import dev.modmedic.diagnosis.Report;
import dev.modmedic.diagnosis.ReportFormat;
import dev.modmedic.evidence.Language;
import dev.modmedic.history.DiagnoseLog;
import dev.modmedic.history.StoredDiagnosis;
import dev.modmedic.problem.IdempotencyKey;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.util.HttpHostResolver;
import jakarta.inject.Singleton;

/** Answers with a diagnosis, in the form and language that the client wants. */
@Singleton
final class Reports {
  private final Formats formats;
  private final HttpHostResolver hosts;

  Reports(Formats formats, HttpHostResolver hosts) {
    this.formats = formats;
    this.hosts = hosts;
  }

  ReportFormat wanted(HttpRequest<?> request) {
    return formats.wanted(request, MediaType.APPLICATION_JSON);
  }

  /** Without {@code Accept}, JSON is answered with JSON and a raw log with text. */
  ReportFormat wanted(HttpRequest<?> request, RequestBody body) {
    return formats.wanted(
        request, body.isJson() ? MediaType.APPLICATION_JSON : MediaType.TEXT_PLAIN);
  }

  /** Tells of a diagnosis that was made, or found again under the request's key. */
  MutableHttpResponse<String> created(
      HttpRequest<?> request, ReportFormat format, Language language, DiagnoseLog.Answer answer) {
    StoredDiagnosis diagnosis = answer.diagnosis();
    boolean isNew = answer.kept() && !answer.repeated();
    MutableHttpResponse<String> response = isNew ? HttpResponse.created("") : HttpResponse.ok("");
    response.header("ModMedic-Stored", String.valueOf(answer.kept()));
    if (answer.kept()) {
      response.header(HttpHeaders.LOCATION, DiagnosisController.PATH + "/" + diagnosis.id());
    }
    if (answer.repeated()) {
      IdempotencyKey.replayed(response);
    }
    return shown(response, request, format, language, diagnosis, answer.kept());
  }

  MutableHttpResponse<String> shown(
      MutableHttpResponse<String> response,
      HttpRequest<?> request,
      ReportFormat format,
      Language language,
      StoredDiagnosis stored,
      boolean kept) {
    String link =
        kept ? hosts.resolve(request) + DiagnosisController.PATH + "/" + stored.id() : null;
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
}
