package dev.modmedic.diagnosis;

/** What a diagnosis comes to. */
public enum Verdict {
  /** The first cause is sure enough to act on. */
  DIAGNOSED,
  /** Something failed, and what is known does not settle why. */
  UNCERTAIN,
  /** Nothing in the log or the environment is a failure. */
  NO_PROBLEM_FOUND
}
