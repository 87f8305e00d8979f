package dev.modmedic.probe;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long each phase took, by a monotonic clock. A phase that was not reached, or that this kind
 * of probe does not have, is null and never zero; one that failed has the time until it failed.
 */
public record Timings(
    @Nullable Duration resolve,
    @Nullable Duration connect,
    @Nullable Duration tls,
    @Nullable Duration waiting,
    @Nullable Duration transfer) {
  public static final Timings NONE = new Timings(null, null, null, null, null);

  /** The time of one phase; empty if it was not reached. */
  public Optional<Duration> of(Phase phase) {
    return Optional.ofNullable(
        switch (phase) {
          case RESOLVE -> resolve;
          case CONNECT -> connect;
          case TLS -> tls;
          case WAIT -> waiting;
          case TRANSFER -> transfer;
        });
  }
}
