package dev.modmedic.region.web;

import dev.modmedic.region.Agent;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent as JSON.
 *
 * @param token only in the answer to its making
 */
@Serdeable
record AgentView(
    String id,
    String region,
    String name,
    String createdAt,
    @Nullable String revokedAt,
    @Nullable ReportView report,
    @Nullable String token) {
  static AgentView of(Agent agent, @Nullable String token) {
    @Nullable Instant revoked = agent.revokedAt();
    return new AgentView(
        agent.id().toString(),
        agent.region(),
        agent.name(),
        agent.createdAt().toString(),
        revoked == null ? null : revoked.toString(),
        ReportView.of(agent.report()),
        token);
  }

  /** What it said last. */
  @Serdeable
  record ReportView(
      String seenAt, String version, boolean online, long spooled, long dropped, long clockSkewMs) {
    static @Nullable ReportView of(Agent.@Nullable Report report) {
      return report == null
          ? null
          : new ReportView(
              report.seenAt().toString(),
              report.version(),
              report.online(),
              report.spooled(),
              report.dropped(),
              report.clockSkew().toMillis());
    }
  }

  /** All of them. */
  @Serdeable
  record ListView(List<AgentView> items) {}
}
