package dev.modmedic.probe.okhttp;

import java.io.IOException;

/** The egress policy forbids an address. */
final class Refused extends IOException {
  private static final long serialVersionUID = 1L;

  Refused(String says) {
    super("not connected: " + says + ", which MODMEDIC_EGRESS_ALLOW does not allow");
  }
}
