package dev.modmedic.history.web;

import dev.modmedic.diagnosis.Report;
import dev.modmedic.diagnosis.ReportFormat;
import dev.modmedic.evidence.Language;
import io.micronaut.http.MediaType;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JSON of {@code openapi/modmedic.yaml}, schema Diagnosis. */
@Singleton
final class JsonFormat implements ReportFormat {
  private final JsonMapper json;

  JsonFormat(JsonMapper json) {
    this.json = json;
  }

  @Override
  public String mediaType() {
    return MediaType.APPLICATION_JSON;
  }

  @Override
  public String render(Report report, Language language) {
    try {
      return json.writeValueAsString(DiagnosisView.of(report, language));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
