package dev.modmedic.wiring.postgres;

import java.io.IOException;

/** PostgreSQL found its port in use by another program. */
final class PortTakenException extends IOException {
  private static final long serialVersionUID = 1L;

  PortTakenException(String message) {
    super(message);
  }
}
