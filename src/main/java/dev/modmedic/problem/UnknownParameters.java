package dev.modmedic.problem;

import io.micronaut.core.annotation.AnnotationMetadataProvider;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import java.util.Set;

/** Refuses parameters of a query that its route does not take: most likely they are mistyped. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class UnknownParameters {
  @RequestFilter
  void refuse(HttpRequest<?> request) {
    Set<String> given = request.getParameters().names();
    if (!given.isEmpty()) {
      RouteAttributes.getRouteMatch(request).ifPresent(route -> refuse(given, route));
    }
  }

  private static void refuse(Set<String> given, AnnotationMetadataProvider route) {
    Set<String> taken = Set.of(route.getAnnotationMetadata().stringValues(Takes.class));
    for (String name : given) {
      if (!taken.contains(name)) {
        throw Query.invalid(name, "is not a parameter of this path");
      }
    }
  }
}
