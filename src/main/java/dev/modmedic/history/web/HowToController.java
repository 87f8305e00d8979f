package dev.modmedic.history.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.util.HttpHostResolver;

/** Tells somebody who found the address what to do with it. */
@Controller
final class HowToController {
  private final HttpHostResolver hosts;

  HowToController(HttpHostResolver hosts) {
    this.hosts = hosts;
  }

  @Get(produces = MediaType.TEXT_PLAIN)
  String show(HttpRequest<?> request) {
    String base = hosts.resolve(request);
    return """
    ModMedic says why a Go module download or build failed, and what to do now.

      go build ./... 2>&1 | curl --data-binary @- %1$s/v1/diagnoses
      curl %1$s/v1/diagnoses
      curl '%1$s/v1/causes?q=proxy'
      curl --json '{"module": "golang.org/x/text"}' %1$s/v1/resolutions
      curl --json '{"a": {"env": {"GOPROXY": "off"}}, "b": {"env": {"GOPROXY": "direct"}}}' %1$s/v1/comparisons
      curl %1$s/health/readiness
    """
        .formatted(base);
  }
}
