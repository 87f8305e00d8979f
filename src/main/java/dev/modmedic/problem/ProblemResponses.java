package dev.modmedic.problem;

import dev.modmedic.evidence.Language;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the body of every error answer, whoever found the error. */
@Singleton
final class ProblemResponses implements ErrorResponseProcessor<String> {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemResponses.class);
  private static final Pattern LOGS = Pattern.compile("/v1/diagnoses(?:/[^/]*/evidence)?");
  private static final String OURS = "dev.modmedic.";

  /** Nobody reads the answer, so any does that is not our fault. */
  private static final int GONE = 400;

  private static final String RETRY_AFTER_SECONDS = "5";

  private final JsonMapper json;
  private final Supplier<UUID> ids;

  ProblemResponses(JsonMapper json, Supplier<UUID> ids) {
    this.json = json;
    this.ids = ids;
  }

  @Override
  public MutableHttpResponse<String> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpRequest<?> request = context.getRequest();
    Problem problem =
        context
            .getRootCause()
            .filter(ProblemException.class::isInstance)
            .map(cause -> told(request, (ProblemException) cause))
            .orElseGet(() -> found(request, isClientGone(context) ? GONE : response.code()));
    if (problem.status() == HttpStatus.INTERNAL_SERVER_ERROR.getCode()) {
      LOG.error(
          "{} {} {} failed",
          problem.errorId(),
          request.getMethodName(),
          request.getPath(),
          context.getRootCause().orElse(null));
    }
    if (problem.status() == HttpStatus.UNAUTHORIZED.getCode()) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.getCode()
        || problem.status() == HttpStatus.TOO_MANY_REQUESTS.getCode()) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    Language language = ChineseProblems.wanted(request);
    return response
        .status(problem.status())
        .contentType(MediaType.of("application/problem+json"))
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
        .body(write(ChineseProblems.of(problem, language)));
  }

  /**
   * Whether the connection broke while the request was read, which is the client's affair. What our
   * own code could not read or write has frames of ours.
   */
  private static boolean isClientGone(ErrorContext context) {
    boolean gone =
        context
            .getRootCause()
            .filter(cause ->
                cause instanceof EOFException
                    || cause instanceof SocketException
                    || cause instanceof ClosedChannelException)
            .filter(cause ->
                Arrays.stream(cause.getStackTrace())
                    .noneMatch(frame -> frame.getClassName().startsWith(OURS)))
            .isPresent();
    if (gone) {
      HttpRequest<?> request = context.getRequest();
      LOG.debug("{} {}: the client went away", request.getMethodName(), request.getPath());
    }
    return gone;
  }

  private static Problem told(HttpRequest<?> request, ProblemException cause) {
    ProblemType type = cause.type();
    return new Problem(
        type.uri(),
        type.title(),
        type.status(),
        cause.detail(),
        request.getPath(),
        cause.flaws(),
        null);
  }

  /** Errors of the framework come with a status; its words are for programmers, ours are given. */
  private Problem found(HttpRequest<?> request, int status) {
    ProblemType type =
        switch (status) {
          case 404 -> ProblemType.NO_SUCH_PATH;
          case 405 -> ProblemType.METHOD_NOT_ALLOWED;
          case 406 -> ProblemType.NOT_ACCEPTABLE;
          case 413 -> ProblemType.TOO_LARGE;
          case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
          case 503 -> ProblemType.STORE_UNAVAILABLE;
          default -> status < 500 ? ProblemType.BAD_REQUEST : ProblemType.INTERNAL_ERROR;
        };
    return new Problem(
        type.uri(),
        type.title(),
        type.status(),
        type == ProblemType.TOO_LARGE && !takesLog(request.getPath())
            ? "At most 16 MiB are taken, unpacked."
            : type.advice(),
        request.getPath(),
        List.of(),
        type == ProblemType.INTERNAL_ERROR ? ids.get().toString() : null);
  }

  private static boolean takesLog(String path) {
    return LOGS.matcher(path).matches();
  }

  private String write(Problem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
