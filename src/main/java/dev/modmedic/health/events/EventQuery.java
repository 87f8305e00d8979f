package dev.modmedic.health.events;

import dev.modmedic.health.AnnouncementFilter;
import dev.modmedic.problem.Query;
import dev.modmedic.region.Region;
import dev.modmedic.region.RegionNames;
import dev.modmedic.region.RegionStore;
import dev.modmedic.region.WatchStore;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a stream is asked for. */
record EventQuery(AnnouncementFilter filter, Optional<UUID> lastSeen) {
  private static final String LAST = "Last-Event-ID";
  private static final int MOST = 100;

  private static final String STATES = "must be one of " + new TreeSet<>(AnnouncementFilter.STATES);

  /**
   * The last id may be a parameter too, since a page cannot set the header on its first request.
   */
  static EventQuery of(HttpRequest<?> request, RegionStore regions, WatchStore targets) {
    AnnouncementFilter filter =
        new AnnouncementFilter(
            targets(request, targets), regions(request, regions), states(request));
    Optional<UUID> header =
        Optional.ofNullable(request.getHeaders().get(LAST))
            .filter(value -> !value.isBlank())
            .map(value -> id(LAST, value));
    Query query = Query.of(request);
    return new EventQuery(filter, header.or(() -> Optional.ofNullable(query.id("lastEventId"))));
  }

  private static Set<UUID> targets(HttpRequest<?> request, WatchStore store) {
    Set<UUID> targets =
        values(request, "target").stream()
            .map(value -> id("target", value))
            .collect(Collectors.toSet());
    if (!targets.isEmpty()) {
      for (UUID missing : store.missing(Region.WORKSPACE, targets)) {
        throw Query.invalid(
            "target", missing + " is not the id of a target; GET /v1/targets lists them");
      }
    }
    return targets;
  }

  private static Set<String> regions(HttpRequest<?> request, RegionStore store) {
    Set<String> regions = Set.copyOf(values(request, "region"));
    if (!regions.isEmpty()) {
      RegionNames names = RegionNames.of(store, Region.WORKSPACE);
      for (String region : regions) {
        names
            .flaw(region)
            .ifPresent(flaw -> {
              throw Query.invalid("region", flaw);
            });
      }
    }
    return regions;
  }

  private static Set<String> states(HttpRequest<?> request) {
    Set<String> states = Set.copyOf(values(request, "state"));
    if (!AnnouncementFilter.STATES.containsAll(states)) {
      throw Query.invalid("state", STATES);
    }
    return states;
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
