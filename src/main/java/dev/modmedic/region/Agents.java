package dev.modmedic.region;

import dev.modmedic.region.AgentStore.Orders;
import dev.modmedic.region.AssignmentStore.Agenda;
import dev.modmedic.region.ServerLink.Requested;
import dev.modmedic.region.ServerLink.SyncAnswer;
import dev.modmedic.region.ServerLink.SyncRequest;
import dev.modmedic.request.RequestKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets agents in and tells them what to do. */
public final class Agents {
  /**
   * How long an agent that is cut off goes on by itself. Much longer than its lease: a region that
   * loses its connection is still watched, and where another agent has taken over, each run counts
   * once all the same.
   */
  private static final Duration BY_ITSELF = Duration.ofHours(24);

  private final AgentStore store;
  private final AssignmentStore assignments;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final Duration syncInterval;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param syncInterval how often agents ask; one that is not heard for three times as long is
   *     replaced by another of its region
   */
  public Agents(
      AgentStore store,
      AssignmentStore assignments,
      Clock clock,
      Supplier<UUID> ids,
      Duration syncInterval) {
    this.store = store;
    this.assignments = assignments;
    this.clock = clock;
    this.ids = ids;
    this.syncInterval = syncInterval;
  }

  /** What became of an agent that was to be let in. */
  public sealed interface Admission {
    /** It is new; the token is never shown again. */
    record Admitted(Agent agent, AgentToken token) implements Admission {}

    /** An earlier request with the same key made it, and was told the token. */
    record Repeated(Agent agent) implements Admission {}

    /** Its region does not exist or is none for agents. */
    record NoRegion() implements Admission {}
  }

  /**
   * Makes an agent.
   *
   * @param key what makes a repeated request the same request, or null
   * @throws dev.modmedic.request.KeyReused if the key came with a different request before
   */
  public Admission admit(String workspace, String region, String name, @Nullable RequestKey key) {
    Agent agent = new Agent(workspace, ids.get(), region, name, clock.instant(), null, null);
    AgentToken token = AgentToken.random(random);
    return store
        .create(agent, token, key)
        .<Admission>map(made ->
            made.repeated()
                ? new Admission.Repeated(made.value())
                : new Admission.Admitted(made.value(), token))
        .orElseGet(Admission.NoRegion::new);
  }

  /** False if there is no such agent; revoking again changes nothing. */
  public boolean revoke(String workspace, UUID agent) {
    return store.revoke(workspace, agent, clock.instant());
  }

  /** Answers an agent's call. */
  public SyncAnswer sync(Agent agent, SyncRequest request) {
    Instant now = clock.instant();
    Agent.Report report =
        new Agent.Report(
            now,
            request.agentVersion(),
            request.online(),
            request.spooled(),
            request.dropped(),
            Duration.between(now, request.agentTime()));
    Duration lease = syncInterval.multipliedBy(3);
    Orders orders = store.report(agent, report, request.leaving(), lease);
    @Nullable Agenda agenda =
        request.leaving() || orders.version().equals(request.assignmentsVersion())
            ? null
            : assignments.inForce(agent.workspace(), agent.region());
    return new SyncAnswer(
        clock.instant(),
        orders.active(),
        orders.active() ? BY_ITSELF : Duration.ZERO,
        agenda == null ? request.assignmentsVersion() : agenda.version(),
        agenda == null ? null : agenda.assignments(),
        requested(agent.workspace(), orders.requested()),
        syncInterval);
  }

  private List<Requested> requested(String workspace, List<AgentStore.Requested> runs) {
    Map<UUID, Assignment> byId =
        assignments
            .find(workspace, runs.stream().map(AgentStore.Requested::assignment).toList())
            .stream()
            .collect(Collectors.toMap(Assignment::id, Function.identity()));
    List<Requested> requested = new ArrayList<>();
    for (AgentStore.Requested run : runs) {
      @Nullable Assignment assignment = byId.get(run.assignment());
      if (assignment != null) {
        requested.add(new Requested(assignment, run.due()));
      }
    }
    return requested;
  }
}
