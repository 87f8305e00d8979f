package dev.modmedic.probe;

import java.util.Locale;

/** The phases of one exchange, in order. */
public enum Phase {
  /** Name resolution. */
  RESOLVE,
  /** Until the TCP connection stands. */
  CONNECT,
  /** The TLS handshake. */
  TLS,
  /** From the request's last byte to the answer's first. */
  WAIT,
  /** From the answer's first byte to its last. */
  TRANSFER;

  /** As it stands in the API and in tables: {@code resolve}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
