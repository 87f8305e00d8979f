package dev.modmedic.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The latest of everything that is watched, for machines that draw and alert. */
public interface LatestMeasurements {
  /**
   * @throws dev.modmedic.history.StoreUnavailable when the database cannot be reached
   */
  Snapshot read(String workspace, Instant now);

  /**
   * What was found.
   *
   * @param diagnoses within the last hour, by their first cause; {@code none} without one
   */
  record Snapshot(
      List<Probe> probes,
      List<RegionState> regions,
      Map<String, TargetState> targets,
      List<AgentSeen> agents,
      List<OfflineRuns> offline,
      Map<String, Long> diagnoses) {
    public static final Snapshot EMPTY =
        new Snapshot(List.of(), List.of(), Map.of(), List.of(), List.of(), Map.of());

    public Snapshot {
      probes = List.copyOf(probes);
      regions = List.copyOf(regions);
      targets = Map.copyOf(targets);
      agents = List.copyOf(agents);
      offline = List.copyOf(offline);
      diagnoses = Map.copyOf(diagnoses);
    }
  }

  /**
   * The latest run of one assignment that says something of its target.
   *
   * @param cause empty unless it failed
   * @param phases by the words that metrics have for them; without those that were not reached
   */
  record Probe(
      String target,
      String region,
      String kind,
      boolean passed,
      String cause,
      @Nullable Duration total,
      Map<String, Duration> phases,
      @Nullable Integer status,
      @Nullable Instant certificateExpiresAt) {
    public Probe {
      Objects.requireNonNull(target, "target");
      Objects.requireNonNull(region, "region");
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(cause, "cause");
      phases = Map.copyOf(phases);
    }
  }

  /** A cell of the matrix. */
  record RegionState(String target, String region, State state) {}

  /**
   * Runs in a row, up to the latest, that came to nothing at the vantage itself.
   *
   * @param cause empty if it is not known
   */
  record OfflineRuns(String target, String region, String kind, String cause, long runs) {}

  /** When an agent was heard of last. */
  record AgentSeen(String region, String agent, Instant at) {}
}
