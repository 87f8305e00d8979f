package dev.modmedic.health.metrics;

import dev.modmedic.health.LatestMeasurements.Probe;
import dev.modmedic.health.LatestMeasurements.Snapshot;
import dev.modmedic.health.State;
import dev.modmedic.health.TargetState;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The names and labels of what is measured; those of probes are the ones dashboards know. */
final class HealthSeries {
  private HealthSeries() {}

  static List<MetricSnapshot> of(Snapshot snapshot, boolean reached, Instant now) {
    Series up =
        Series.of("modmedic_database_up", "Whether the database could be read for this scrape");
    up.add(reached ? 1 : 0);
    return Stream.of(
            probes(snapshot.probes()).stream(),
            Stream.of(regions(snapshot), targets(snapshot), agents(snapshot, now)),
            Stream.of(offline(snapshot), diagnoses(snapshot), up))
        .flatMap(series -> series)
        .map(Series::snapshot)
        .toList();
  }

  private static List<Series> probes(List<Probe> probes) {
    Series success = Series.of("probe_success", "Whether the latest run went well");
    Series duration =
        Series.of("probe_duration_seconds", "How long the first attempt of the latest run took");
    Series lookup = Series.of("probe_dns_lookup_time_seconds", "How long name resolution took");
    Series phases =
        Series.of("probe_http_duration_seconds", "How long each phase of the exchange took");
    Series expiry =
        Series.of(
            "probe_ssl_earliest_cert_expiry",
            "When the first certificate of the chain ends, in seconds since 1970");
    Series status = Series.of("probe_http_status_code", "Status of the latest answer");
    for (Probe probe : probes) {
      String[] labels = labels(probe);
      success.add(probe.passed() ? 1 : 0, labels);
      if (probe.total() != null) {
        duration.add(probe.total(), labels);
      }
      Duration resolve = probe.phases().get("resolve");
      if (resolve != null) {
        lookup.add(resolve, labels);
      }
      probe.phases().forEach((phase, time) -> phases.add(time, and(labels, "phase", phase)));
      if (probe.certificateExpiresAt() != null) {
        expiry.add(probe.certificateExpiresAt(), labels);
      }
      if (probe.status() != null) {
        status.add(probe.status(), labels);
      }
    }
    return List.of(success, duration, lookup, phases, expiry, status);
  }

  private static String[] labels(Probe probe) {
    return new String[] {
      "target",
      probe.target(),
      "region",
      probe.region(),
      "kind",
      probe.kind(),
      "cause",
      probe.cause()
    };
  }

  private static String[] and(String[] labels, String... more) {
    return Stream.concat(Stream.of(labels), Stream.of(more)).toArray(String[]::new);
  }

  private static Series regions(Snapshot snapshot) {
    Series states =
        Series.of("modmedic_region_state", "1 for the state of a target seen from a region");
    snapshot
        .regions()
        .forEach(cell -> {
          for (State state : State.values()) {
            states.add(
                state == cell.state() ? 1 : 0,
                "target",
                cell.target(),
                "region",
                cell.region(),
                "state",
                state.word());
          }
        });
    return states;
  }

  private static Series targets(Snapshot snapshot) {
    Series states = Series.of("modmedic_target_state", "1 for the state of a target as a whole");
    snapshot
        .targets()
        .forEach((target, current) -> {
          for (TargetState state : TargetState.values()) {
            states.add(state == current ? 1 : 0, "target", target, "state", state.word());
          }
        });
    return states;
  }

  private static Series agents(Snapshot snapshot, Instant now) {
    Series seen =
        Series.of("modmedic_agent_last_seen_seconds", "How long ago an agent was heard of");
    snapshot
        .agents()
        .forEach(agent ->
            seen.add(
                Duration.between(agent.at(), now),
                "region",
                agent.region(),
                "agent",
                agent.agent()));
    return seen;
  }

  private static Series offline(Snapshot snapshot) {
    Series runs =
        Series.of(
            "modmedic_offline_runs",
            "Runs in a row that came to nothing because the vantage itself had no way out");
    snapshot
        .offline()
        .forEach(one ->
            runs.add(
                one.runs(),
                "target",
                one.target(),
                "region",
                one.region(),
                "kind",
                one.kind(),
                "cause",
                one.cause()));
    return runs;
  }

  private static Series diagnoses(Snapshot snapshot) {
    Series diagnoses =
        Series.of(
            "modmedic_diagnoses_last_hour", "Diagnoses of the last hour, by their first cause");
    snapshot.diagnoses().forEach((cause, count) -> diagnoses.add(count, "cause", cause));
    return diagnoses;
  }
}
