package dev.modmedic.comparison.web;

import dev.modmedic.comparison.CompareEnvironments;
import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.Language;
import dev.modmedic.problem.JsonFields;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import java.util.List;

/** Compares two machines over HTTP; nothing is kept. */
@Controller(value = "/v1/comparisons", consumes = MediaType.ALL)
final class ComparisonController {
  private final CompareEnvironments compareEnvironments;

  ComparisonController(CompareEnvironments compareEnvironments) {
    this.compareEnvironments = compareEnvironments;
  }

  @Post
  HttpResponse<ComparisonView> compare(HttpRequest<byte[]> request, Language language) {
    JsonFields fields = JsonFields.of(request, "must be an object with two environments, a and b");
    Environment a = fields.environment("a");
    Environment b = fields.environment("b");
    for (String side : List.of("a", "b")) {
      if (fields.value(side) == null) {
        fields.flaw(side, "must be an environment");
      }
    }
    fields.check();
    return HttpResponse.ok(ComparisonView.of(compareEnvironments.compare(a, b), language))
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
  }
}
