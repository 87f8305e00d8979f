package dev.modmedic.history.web;

import dev.modmedic.history.StoreUnavailable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers 503 where the answer could only come from the database. */
@Singleton
final class StoreUnavailableHandler implements ExceptionHandler<StoreUnavailable, HttpResponse<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(StoreUnavailableHandler.class);

  private final ErrorResponseProcessor<?> responses;

  StoreUnavailableHandler(ErrorResponseProcessor<?> responses) {
    this.responses = responses;
  }

  @Override
  public HttpResponse<?> handle(HttpRequest request, StoreUnavailable unavailable) {
    LOG.warn("{} {}: {}", request.getMethodName(), request.getPath(), unavailable.getMessage());
    return responses.processResponse(
        ErrorContext.builder(request).cause(unavailable).build(),
        HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE));
  }
}
