package dev.modmedic.probe.dnsjava;

import java.io.IOException;

/**
 * A server gave no answer; the message is what {@code go} prints behind {@code lookup h on s: }.
 */
final class Unanswered extends IOException {
  private static final long serialVersionUID = 1L;

  Unanswered(String says) {
    super(says);
  }
}
