package dev.modmedic.knowledge;

import org.jspecify.annotations.Nullable;

/**
 * The Go releases that print a wording, as {@code 1.21}.
 *
 * @param since first release, or null when it was always there
 * @param until last release, or null when it still is
 */
public record Releases(@Nullable String since, @Nullable String until) {
  public static final Releases ALL = new Releases(null, null);
}
