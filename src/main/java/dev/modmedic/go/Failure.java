package dev.modmedic.go;

import dev.modmedic.go.Replay.End;

/**
 * A step that failed and how go ranks its error.
 *
 * @param notExist whether go may go on behind a comma
 * @param fatal whether no further entry is tried, whatever the separator
 */
record Failure(Step step, Outcome outcome, boolean notExist, boolean fatal) {
  static Failure of(Step step, Outcome outcome) {
    boolean fatal = step instanceof Step.ProxyRequest request && request.isFinal(outcome);
    boolean notExist = outcome.isNotExist() && !(step instanceof Step.SumDbLookup);
    return new Failure(step, outcome, notExist, fatal);
  }

  static Failure notExist(Step step) {
    return new Failure(step, Outcome.NOT_FOUND, true, false);
  }

  /** A list without a fitting version is an answer, so it ends the walk behind a comma. */
  static Failure noMatchingVersion(Step step) {
    return new Failure(step, Outcome.NOT_FOUND, false, false);
  }

  End asEnd() {
    return new End.Failed(step, outcome, notExist);
  }
}
