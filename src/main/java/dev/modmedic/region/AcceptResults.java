package dev.modmedic.region;

import dev.modmedic.probe.Attempt;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.region.ResultStore.Arrival;
import dev.modmedic.region.ServerLink.BatchAnswer;
import dev.modmedic.region.ServerLink.BatchAnswer.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes results in, each run once, whoever made it. */
public final class AcceptResults {
  /** Agents know our time to within a second or so. */
  private static final Duration AHEAD = Duration.ofSeconds(5);

  private static final Pattern CODE =
      Pattern.compile("[a-z][a-z-]{0,40}\\.[a-z0-9][a-z0-9-]{0,60}");

  private final ResultStore results;
  private final AssignmentStore assignments;
  private final Clock clock;
  private final Duration retention;

  /**
   * @param retention older results are refused, because they would be erased at once
   */
  public AcceptResults(
      ResultStore results, AssignmentStore assignments, Clock clock, Duration retention) {
    this.results = results;
    this.assignments = assignments;
    this.clock = clock;
    this.retention = retention;
  }

  /**
   * Keeps what can be kept, without secrets, and returns after the commit.
   *
   * @param region whose probers made the runs
   * @param agent which of them; null for the server's own
   */
  public BatchAnswer accept(
      String workspace, String region, @Nullable UUID agent, List<RunResult> batch) {
    Instant now = clock.instant();
    Check check = check(workspace, region, batch, now);
    List<Arrival> arrivals = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    for (RunResult run : batch) {
      @Nullable Origin origin = check.origins.get(run.assignment());
      @Nullable String reason = check.refusal(origin, run);
      if (origin == null || reason != null) {
        refused.add(new Refused(run.assignment(), run.due(), String.valueOf(reason)));
      } else {
        boolean requested = check.isRequested(run);
        arrivals.add(new Arrival(origin, RedactedResult.of(run), requested, agent, now));
      }
    }
    int accepted = arrivals.isEmpty() ? 0 : results.keep(workspace, arrivals);
    return new BatchAnswer(accepted, arrivals.size() - accepted, refused);
  }

  private Check check(String workspace, String region, List<RunResult> batch, Instant now) {
    Map<UUID, Origin> origins =
        assignments
            .origins(
                workspace, batch.stream().map(RunResult::assignment).collect(Collectors.toSet()))
            .stream()
            .collect(Collectors.toMap(Origin::assignment, Function.identity()));
    List<RunKey> irregular =
        batch.stream().filter(run -> !isRegular(origins, run)).map(RunKey::of).toList();
    return new Check(
        region,
        origins,
        irregular.isEmpty() ? Set.of() : results.requested(workspace, irregular),
        now.minus(retention),
        now.plus(AHEAD));
  }

  private static boolean isRegular(Map<UUID, Origin> origins, RunResult run) {
    Origin origin = origins.get(run.assignment());
    return origin != null && origin.covers(run.due()) && origin.schedule().isDue(run.due());
  }

  /** What no prober of ours finds; codes of other knowledge than ours are fine. */
  private static @Nullable String contradiction(ProbeResult result) {
    boolean broken = result.failure().isPresent();
    return switch (result.outcome()) {
      case PASSED -> broken ? "passed, and has a failure" : null;
      case FAILED, OFFLINE -> broken ? badCode(result) : "failed, and has no failure";
      case DEGRADED -> badCode(result);
    };
  }

  private static @Nullable String badCode(ProbeResult result) {
    return Stream.concat(Stream.of(result.first()), result.confirmations().stream())
            .map(Attempt::failure)
            .filter(Objects::nonNull)
            .allMatch(failure -> CODE.matcher(failure.code()).matches())
        ? null
        : "has a failure whose code is none";
  }

  /** What is known for judging one batch. */
  private record Check(
      String region,
      Map<UUID, Origin> origins,
      Set<RunKey> requested,
      Instant earliest,
      Instant latest) {
    boolean isRequested(RunResult run) {
      return requested.contains(RunKey.of(run));
    }

    /** Why a result will never be accepted; null if it is. */
    @Nullable String refusal(@Nullable Origin origin, RunResult run) {
      if (origin == null || !origin.prober().equals(region)) {
        return "is of no assignment of this region";
      }
      if (run.due().isAfter(latest)) {
        return "is due in the future";
      }
      @Nullable String contradiction = contradiction(run.result());
      if (contradiction != null) {
        return contradiction;
      }
      if (run.due().isBefore(earliest)) {
        return "is older than results are kept";
      }
      if (isRequested(run)) {
        return null;
      }
      if (!origin.covers(run.due())) {
        return "is due when the assignment was not in force";
      }
      return origin.schedule().isDue(run.due()) ? null : "is not due at that time";
    }
  }
}
