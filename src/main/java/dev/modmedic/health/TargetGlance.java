package dev.modmedic.health;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a target is, at one look; for badges. */
public interface TargetGlance {
  /**
   * Looks a target up by its id or its name.
   *
   * @param region null for the target as a whole
   * @throws dev.modmedic.history.StoreUnavailable when the database cannot be reached
   */
  Optional<Seen> of(String workspace, String idOrName, @Nullable String region);

  /**
   * What is seen.
   *
   * @param state a word of {@link State} with a region, of {@link TargetState} without
   */
  record Seen(String name, String state) {}
}
