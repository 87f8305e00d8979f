package dev.modmedic.problem;

import dev.modmedic.evidence.Language;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** The pages that the type of every problem leads to. */
@Controller("/problems")
final class ProblemController {
  @Get(value = "/{name}", produces = MediaType.TEXT_PLAIN)
  HttpResponse<String> show(String name, Language language) {
    ProblemType type =
        ProblemType.named(name)
            .orElseThrow(() ->
                new ProblemException(
                    ProblemType.NO_SUCH_PATH, "There is no such kind of problem."));
    boolean english = language == Language.EN;
    String title = english ? type.title() : ChineseProblems.title(type);
    String advice = english ? type.advice() : ChineseProblems.advice(type);
    return HttpResponse.ok("%s (%d)\n\n%s\n".formatted(title, type.status(), advice))
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag());
  }
}
