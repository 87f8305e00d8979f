package dev.modmedic.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import jakarta.inject.Singleton;

/** Answers requests that we refused. */
@Singleton
final class ProblemExceptionHandler implements ExceptionHandler<ProblemException, HttpResponse<?>> {
  private final ProblemResponses responses;

  ProblemExceptionHandler(ProblemResponses responses) {
    this.responses = responses;
  }

  @Override
  public HttpResponse<?> handle(HttpRequest request, ProblemException exception) {
    return responses.processResponse(
        ErrorContext.builder(request).cause(exception).build(), HttpResponse.badRequest());
  }
}
