package dev.modmedic.health;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a target is, at one look; for badges. */
public interface TargetGlance {
  /**
   * Looks a target up by its id or its name.
   *
   * @param region null for the target as a whole
   * @param window over which uptime is wanted, or null
   * @throws dev.modmedic.history.StoreUnavailable when the database cannot be reached
   */
  Optional<Seen> of(
      String workspace, String idOrName, @Nullable String region, @Nullable Window window);

  /**
   * What is seen.
   *
   * @param state a word of {@link State} with a region, of {@link TargetState} without
   * @param uptime the share of the known time that it was not down, from 0 to 1; null if none was
   *     wanted or none is known
   */
  record Seen(String name, String state, @Nullable Double uptime) {}
}
