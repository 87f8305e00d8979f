package dev.modmedic.health;

import dev.modmedic.go.GoUrl;
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
 * @param good what go would have made of each answer of the last run that went well
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
    ProxyParts good,
    @Nullable String unsafe) {
  public MeasuredProxy {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(good, "good");
  }

  /**
   * How a run failed.
   *
   * @param isLast whether no later run went well
   * @param cause a code of the taxonomy, or null
   * @param parts what go would have made of each answer
   */
  public record LastFailure(Instant at, boolean isLast, @Nullable String cause, ProxyParts parts) {
    public LastFailure {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(parts, "parts");
    }

    /**
     * What go makes of a run that did not keep it by part.
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
  public Optional<ProxyParts> parts() {
    return switch (state) {
      case UNKNOWN, STALE -> Optional.empty();
      case UP, DEGRADED -> Optional.of(good);
      case FLAPPING -> Optional.of(failure != null && failure.isLast() ? failure.parts() : good);
      case DOWN ->
          Optional.of(failure == null ? ProxyParts.all(Outcome.TRANSPORT_ERROR) : failure.parts());
    };
  }

  /** Whether a line's entry means this proxy, however it is written. */
  boolean isAt(GoUrl entry) {
    return url.getScheme().equalsIgnoreCase(entry.scheme())
        && String.valueOf(url.getHost()).equalsIgnoreCase(bracketed(entry.hostname()))
        && port(url.getScheme(), url.getPort()) == port(entry.scheme(), number(entry.port()))
        && bare(url.getRawPath()).equals(bare(entry.path()));
  }

  private static String bracketed(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private static int number(String port) {
    return port.isEmpty() ? -1 : Integer.parseInt(port);
  }

  private static int port(String scheme, int port) {
    return port >= 0 ? port : scheme.equalsIgnoreCase("https") ? 443 : 80;
  }

  private static String bare(String path) {
    return path.endsWith("/") ? bare(path.substring(0, path.length() - 1)) : path;
  }

  /** Whether it serves well enough to be recommended. */
  boolean serves() {
    return (state == State.UP || state == State.DEGRADED) && measuredAt != null;
  }
}
