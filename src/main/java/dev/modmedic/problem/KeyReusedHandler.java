package dev.modmedic.problem;

import dev.modmedic.request.KeyReused;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers 409 where an Idempotency-Key came back with something else. */
@Singleton
final class KeyReusedHandler implements ExceptionHandler<KeyReused, HttpResponse<?>> {
  private final ProblemExceptionHandler problems;

  KeyReusedHandler(ProblemExceptionHandler problems) {
    this.problems = problems;
  }

  @Override
  public HttpResponse<?> handle(HttpRequest request, KeyReused reused) {
    return problems.handle(
        request,
        ProblemException.of(
            ProblemType.IDEMPOTENCY_KEY_REUSED,
            IdempotencyKey.HEADER,
            "was used for a different request"));
  }
}
