package dev.modmedic.probe.okhttp;

import dev.modmedic.probe.Phase;
import java.time.Duration;

/** How long each phase may take at most, within the deadline of the whole. */
public record PhaseLimits(
    Duration resolve, Duration connect, Duration tls, Duration waiting, Duration transfer) {
  /** As patient as {@code go}, whose answers from a cold cache may take a minute and more. */
  public static final PhaseLimits DEFAULTS =
      new PhaseLimits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10));

  Duration of(Phase phase) {
    return switch (phase) {
      case RESOLVE -> resolve;
      case CONNECT -> connect;
      case TLS -> tls;
      case WAIT -> waiting;
      case TRANSFER -> transfer;
    };
  }
}
