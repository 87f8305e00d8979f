package dev.modmedic.history.web;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.util.HttpHostResolver;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.util.Comparator;
import java.util.stream.Collectors;

/** Tells somebody who found the address what to do with it. */
@Controller
final class HowToController {
  private final HttpHostResolver hosts;
  private final Router router;

  HowToController(HttpHostResolver hosts, Router router) {
    this.hosts = hosts;
    this.router = router;
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

    It watches module proxies, too.

      curl --json '{"catalogue": "proxy.golang.org"}' %1$s/v1/targets
      curl %1$s/v1/health
      curl '%1$s/v1/recommendations/goproxy?region=local'

    All there is; openapi/modmedic.yaml in the sources says more.

    %2$s
    """
        .formatted(base, paths());
  }

  private String paths() {
    return router
        .uriRoutes()
        .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
        .sorted(
            Comparator.comparing(HowToController::path).thenComparing(UriRouteInfo::getHttpMethod))
        .map(route -> "  %-6s %s".formatted(route.getHttpMethod(), path(route)))
        .distinct() // a route with a default method stands there twice
        .collect(Collectors.joining("\n"));
  }

  private static String path(UriRouteInfo<?, ?> route) {
    return route.getUriMatchTemplate().toPathString();
  }
}
