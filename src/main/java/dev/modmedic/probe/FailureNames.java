package dev.modmedic.probe;

import org.jspecify.annotations.Nullable;

/** Names the root cause of a failure, from the same knowledge as diagnoses. */
public interface FailureNames {
  /**
   * Diagnoses what {@code go} would have printed.
   *
   * @param log what go would print, also of several lines: {@code Get "https://…": dial tcp …}, or
   *     {@code reading https://…: 404 Not Found} with the server's response below
   * @param otherwise the code if the knowledge names none, or only ones of what was over before the
   *     phase
   */
  Failure named(FailureSource source, @Nullable Phase phase, String log, String otherwise);
}
