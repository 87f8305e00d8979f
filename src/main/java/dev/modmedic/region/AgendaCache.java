package dev.modmedic.region;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The assignments of a region, read again only when their version has changed; for one thread. */
final class AgendaCache {
  private final AssignmentStore store;
  private final String workspace;
  private final String region;
  private String version = "";
  private Map<UUID, Assignment> assignments = Map.of();

  AgendaCache(AssignmentStore store, String workspace, String region) {
    this.store = store;
    this.workspace = workspace;
    this.region = region;
  }

  void refresh() {
    if (!store.version(workspace, region).equals(version)) {
      AssignmentStore.Agenda agenda = store.inForce(workspace, region);
      assignments =
          agenda.assignments().stream()
              .collect(Collectors.toMap(Assignment::id, Function.identity()));
      version = agenda.version();
    }
  }

  @Nullable Assignment find(UUID id) {
    return assignments.get(id);
  }
}
