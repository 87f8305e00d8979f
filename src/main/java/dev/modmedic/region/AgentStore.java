package dev.modmedic.region;

import dev.modmedic.request.Made;
import dev.modmedic.request.RequestKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps agents and who of them probes for a region; safe for many threads and many replicas. */
public interface AgentStore {
  /**
   * Keeps an agent.
   *
   * @param key what makes a repeated request the same request, or null
   * @return it, or the one that an earlier request with the key made; empty if its region does not
   *     exist or is none for agents
   * @throws dev.modmedic.request.KeyReused if the key came with a different request before
   */
  Optional<Made<Agent>> create(Agent agent, AgentToken token, @Nullable RequestKey key);

  /** All agents, revoked ones too, by region and age. */
  List<Agent> list(String workspace);

  /** Makes the token worthless and frees the lease; false if there is no such agent. */
  boolean revoke(String workspace, UUID agent, Instant at);

  /** Forgets agents that were revoked before {@code horizon}; how many. */
  int forgetRevoked(Instant horizon);

  /** The agent whose token it is, unless it was revoked. */
  Optional<Agent> find(AgentToken token);

  /**
   * What an agent is to do.
   *
   * @param version of the assignments in force
   * @param requested runs asked for by hand that are the agent's for now
   */
  record Orders(boolean active, String version, List<Requested> requested) {
    public Orders {
      requested = List.copyOf(requested);
    }
  }

  /** A run asked for by hand. */
  record Requested(UUID assignment, Instant due) {}

  /**
   * Takes an agent's report down, decides who is active in its region, and gives out requested
   * runs, in one transaction.
   *
   * @param leaving whether it gives its lease back
   * @param lease how long it is active if it is, and how long requested runs are its own
   */
  Orders report(Agent agent, Agent.Report report, boolean leaving, Duration lease);
}
