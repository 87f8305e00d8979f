package dev.modmedic.problem;

import dev.modmedic.evidence.Language;
import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.json.JsonMapper;
import io.micronaut.web.router.RouteInfo;
import io.micronaut.web.router.Router;
import jakarta.inject.Singleton;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
  private final BeanProvider<Router> router;
  private final Supplier<UUID> ids;

  ProblemResponses(JsonMapper json, BeanProvider<Router> router, Supplier<UUID> ids) {
    this.json = json;
    this.router = router;
    this.ids = ids;
  }

  @Override
  public MutableHttpResponse<String> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpRequest<?> request = context.getRequest();
    if (request.getMethod() == HttpMethod.OPTIONS && isAllowedOtherwise(response)) {
      return options(response);
    }
    Problem problem =
        context
            .getRootCause()
            .filter(ProblemException.class::isInstance)
            .map(cause -> told(request, (ProblemException) cause))
            .orElseGet(() -> found(context, isClientGone(context) ? GONE : response.code()));
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
    if (problem.type().equals(ProblemType.UNSUPPORTED_ENCODING.uri())) {
      response.header(HttpHeaders.ACCEPT_ENCODING, "gzip, deflate");
    }
    Language language = ChineseProblems.wanted(request);
    return response
        .status(problem.status())
        .contentType(MediaType.of("application/problem+json"))
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
        .body(write(ChineseProblems.of(problem, language)));
  }

  private static boolean isAllowedOtherwise(MutableHttpResponse<?> response) {
    return response.code() == HttpStatus.METHOD_NOT_ALLOWED.getCode()
        && response.getHeaders().contains(HttpHeaders.ALLOW);
  }

  /** A path that takes other methods is asked which; the header is there already. */
  private static MutableHttpResponse<String> options(MutableHttpResponse<?> response) {
    String others = String.join(",", response.getHeaders().getAll(HttpHeaders.ALLOW));
    response.getHeaders().remove(HttpHeaders.ALLOW);
    return response
        .header(HttpHeaders.ALLOW, "OPTIONS," + others)
        .status(HttpStatus.NO_CONTENT)
        .body(null);
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
  private Problem found(ErrorContext context, int status) {
    HttpRequest<?> request = context.getRequest();
    ProblemType type =
        switch (status) {
          case 404 -> ProblemType.NO_SUCH_PATH;
          case 405 -> ProblemType.METHOD_NOT_ALLOWED;
          case 406 -> ProblemType.NOT_ACCEPTABLE;
          // A body that is too large is thrown; a head ends the reading of the request.
          case 413 ->
              context.getRootCause().isPresent()
                  ? ProblemType.TOO_LARGE
                  : ProblemType.HEAD_TOO_LARGE;
          case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
          case 503 -> ProblemType.STORE_UNAVAILABLE;
          default -> status < 500 ? ProblemType.BAD_REQUEST : ProblemType.INTERNAL_ERROR;
        };
    return new Problem(
        type.uri(),
        type.title(),
        type.status(),
        detail(type, request),
        request.getPath(),
        List.of(),
        type == ProblemType.INTERNAL_ERROR ? ids.get().toString() : null);
  }

  private String detail(ProblemType type, HttpRequest<?> request) {
    return switch (type) {
      case TOO_LARGE ->
          takesLog(request.getPath()) ? type.advice() : "At most 16 MiB are taken, unpacked.";
      case NOT_ACCEPTABLE -> "This comes as %s.".formatted(types(request, RouteInfo::getProduces));
      case UNSUPPORTED_MEDIA_TYPE ->
          "This is taken as %s.".formatted(types(request, RouteInfo::getConsumes));
      default -> type.advice();
    };
  }

  /** The media types of the routes that the request could have meant. */
  private String types(HttpRequest<?> request, Function<RouteInfo<?>, List<MediaType>> of) {
    HttpMethod method =
        request.getMethod() == HttpMethod.HEAD ? HttpMethod.GET : request.getMethod();
    return router.get().findAny(request).stream()
        .filter(match -> match.getHttpMethod() == method)
        .flatMap(match -> of.apply(match.getRouteInfo()).stream())
        .map(MediaType::getName)
        .distinct()
        .collect(Collectors.joining(" or "));
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
