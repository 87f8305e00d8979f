package dev.modmedic.probe.okhttp;

import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Phase;

/**
 * What broke an exchange off.
 *
 * @param says what {@code go} prints behind {@code Get "url": }
 * @param code the root cause
 * @param certain whether the code holds whatever the knowledge makes of the words
 */
record Trouble(FailureSource source, Phase phase, String says, String code, boolean certain) {
  Trouble(FailureSource source, Phase phase, String says, String code) {
    this(source, phase, says, code, false);
  }

  static Trouble of(Phase phase, String says, String code) {
    return new Trouble(FailureSource.TARGET, phase, says, code);
  }

  /** The same as a fault of the server that sent us there. */
  Trouble ofRedirect() {
    return new Trouble(FailureSource.TARGET, phase, says, "http.unexpected-answer", true);
  }

  Trouble forCertain() {
    return new Trouble(source, phase, says, code, true);
  }
}
