package dev.modmedic.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** The pages that the type of every problem leads to. */
@Controller("/problems")
final class ProblemController {
  @Get(value = "/{name}", produces = MediaType.TEXT_PLAIN)
  HttpResponse<String> show(String name) {
    ProblemType type =
        ProblemType.named(name)
            .orElseThrow(() ->
                new ProblemException(
                    ProblemType.NO_SUCH_PATH, "There is no such kind of problem."));
    return HttpResponse.ok("%s (%d)\n\n%s\n".formatted(type.title(), type.status(), type.advice()))
        .header(HttpHeaders.CONTENT_LANGUAGE, "en");
  }
}
