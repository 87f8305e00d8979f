package dev.modmedic.health;

import org.jspecify.annotations.Nullable;

/**
 * Why something does not work, as far as the failed run could tell.
 *
 * @param cause a root cause of the taxonomy
 * @param message what {@code go} would print for it
 * @param source {@code target}, {@code resolver} or {@code own-network}
 */
public record Trouble(@Nullable String cause, @Nullable String message, @Nullable String source) {
  public static final Trouble NONE = new Trouble(null, null, null);
}
