package dev.modmedic.knowledge;

/** How much a cause hurts; the words are defined in {@code src/docs/severity.md}. */
public enum Severity {
  ERROR,
  WARNING,
  INFO
}
