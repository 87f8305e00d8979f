package dev.modmedic.health.events;

import dev.modmedic.health.AnnouncementFilter;
import dev.modmedic.problem.Query;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a stream is asked for. */
record EventQuery(AnnouncementFilter filter, Optional<UUID> lastSeen) {
  private static final String LAST = "Last-Event-ID";
  private static final int MOST = 100;

  /**
   * The last id may be a parameter too, since a page cannot set the header on its first request.
   */
  static EventQuery of(HttpRequest<?> request) {
    Set<UUID> targets =
        values(request, "target").stream()
            .map(value -> id("target", value))
            .collect(Collectors.toSet());
    AnnouncementFilter filter =
        new AnnouncementFilter(
            targets, Set.copyOf(values(request, "region")), Set.copyOf(values(request, "state")));
    Optional<UUID> header =
        Optional.ofNullable(request.getHeaders().get(LAST))
            .filter(value -> !value.isBlank())
            .map(value -> id(LAST, value));
    return new EventQuery(
        filter,
        header.or(() ->
            values(request, "lastEventId").stream()
                .findFirst()
                .map(value -> id("lastEventId", value))));
  }

  private static List<String> values(HttpRequest<?> request, String name) {
    List<String> values = request.getParameters().getAll(name);
    if (values.size() > MOST) {
      throw Query.invalid(name, "may be given " + MOST + " times at most");
    }
    return values;
  }

  private static UUID id(String name, String text) {
    return Query.uuid(text).orElseThrow(() -> Query.invalid(name, "is not a UUID"));
  }
}
