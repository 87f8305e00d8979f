package dev.modmedic.evidence.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** Hands out the snapshot scripts, as text that a browser shows before anybody runs it. */
@Controller
final class CollectorController {
  private final Collector posix = Collector.bundled("collect.sh");
  private final Collector powershell = Collector.bundled("collect.ps1");

  @Get("/collect.sh")
  HttpResponse<String> posix() {
    return answer(posix);
  }

  @Get("/collect.ps1")
  HttpResponse<String> powershell() {
    return answer(powershell);
  }

  private static HttpResponse<String> answer(Collector collector) {
    return HttpResponse.ok(collector.script())
        .contentType(MediaType.of("text/plain;charset=utf-8"))
        .header(HttpHeaders.ETAG, collector.tag())
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header("X-Content-Type-Options", "nosniff");
  }
}
