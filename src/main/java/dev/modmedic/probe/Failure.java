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
}
