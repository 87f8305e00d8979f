package dev.modmedic.health;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether anything is heard of a region.
 *
 * @param heard when the last run of any check there was due
 * @param silent whether it is silent as a whole
 * @param since since when; null if it was never silent
 */
public record Vantage(Instant heard, boolean silent, @Nullable Instant since) {
  public Vantage {
    Objects.requireNonNull(heard, "heard");
  }
}
