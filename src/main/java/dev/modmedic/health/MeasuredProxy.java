package dev.modmedic.health;

import dev.modmedic.go.Outcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How one module proxy was lately, seen from one region.
 *
 * @param measuredAt the due time of the last run that says something; null if there is none
 * @param runs in the stretch of time looked at
 * @param passed those of them whose first attempt went well
 * @param p95 of whole runs that went well; null without any
 * @param failure what the last run that failed came to; null if none did
 * @param unsafe a cause that touches what may be trusted, seen in any region of late; null if none
 */
public record MeasuredProxy(
    UUID target,
    String name,
    URI url,
    State state,
    @Nullable Instant measuredAt,
    long runs,
    long passed,
    @Nullable Duration p95,
    @Nullable LastFailure failure,
    @Nullable String unsafe) {
  public MeasuredProxy {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(state, "state");
  }

  /**
   * How a run failed.
   *
   * @param isLast whether no later run went well
   * @param cause a code of the taxonomy, or null
   * @param outcome what go would have taken it for
   */
  public record LastFailure(Instant at, boolean isLast, @Nullable String cause, Outcome outcome) {
    public LastFailure {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(outcome, "outcome");
    }

    /**
     * What go makes of it.
     *
     * @param status of the answer; null if none came
     * @param brokeOff whether it failed on the way
     */
    public static Outcome outcome(@Nullable Integer status, boolean brokeOff) {
      if (status == null || brokeOff) {
        return Outcome.TRANSPORT_ERROR;
      }
      return switch (status) {
        case 404, 410 -> Outcome.NOT_FOUND;
        case 200 -> Outcome.BAD_CONTENT;
        default -> Outcome.HTTP_ERROR;
      };
    }
  }

  /** From 0 to 1. */
  public double reachability() {
    return runs == 0 ? 0 : (double) passed / runs;
  }

  /** What go would get of it now; empty if that is not known. */
  public Optional<Outcome> outcome() {
    return switch (state) {
      case UNKNOWN, STALE -> Optional.empty();
      case UP, DEGRADED -> Optional.of(Outcome.OK);
      case FLAPPING ->
          Optional.of(failure != null && failure.isLast() ? failure.outcome() : Outcome.OK);
      case DOWN -> Optional.of(failure == null ? Outcome.TRANSPORT_ERROR : failure.outcome());
    };
  }

  /** Whether it serves well enough to be recommended. */
  boolean serves() {
    return (state == State.UP || state == State.DEGRADED) && measuredAt != null;
  }
}
