package dev.modmedic.resolution.web;

import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.Language;
import dev.modmedic.problem.JsonFields;
import dev.modmedic.resolution.ExplainResolution;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import java.util.Objects;

/** Tells over HTTP how go would fetch a module; nothing is kept. */
@Controller(value = "/v1/resolutions", consumes = MediaType.ALL)
final class ResolutionController {
  private final ExplainResolution explainResolution;

  ResolutionController(ExplainResolution explainResolution) {
    this.explainResolution = explainResolution;
  }

  @Post
  HttpResponse<ResolutionView> explain(HttpRequest<byte[]> request, Language language) {
    JsonFields fields = JsonFields.of(request, "must be an object with a module");
    String module = Objects.requireNonNullElse(fields.words("module"), "");
    String query = Objects.requireNonNullElse(fields.words("query"), "");
    Environment environment = fields.environment("environment");
    if (module.isBlank()) {
      fields.flaw("module", "must name a module, such as golang.org/x/text");
    }
    fields.check();
    return HttpResponse.ok(
            ResolutionView.of(explainResolution.explain(environment, module, query), language))
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
  }
}
