package dev.modmedic.probe;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt failed.
 *
 * @param code a root cause of the taxonomy, such as {@code dns.timeout}
 * @param message what {@code go} would print for it, as far as there is such a message; one line
 * @param phase where it happened; null if the exchange went through and its content is wrong
 */
public record Failure(FailureSource source, String code, String message, @Nullable Phase phase) {
  public Failure {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
  }

  /** The same of another root cause. */
  public Failure as(String other) {
    return new Failure(source, other, message, phase);
  }

  /** The same in other words. */
  Failure saying(String other) {
    return new Failure(source, code, other, phase);
  }

  /** Whether the root cause is one of a layer, such as {@code dns}. */
  boolean isOf(String layer) {
    return code.startsWith(layer + ".");
  }
}
