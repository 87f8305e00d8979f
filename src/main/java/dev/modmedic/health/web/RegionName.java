package dev.modmedic.health.web;

import dev.modmedic.problem.Query;
import dev.modmedic.region.Region;
import dev.modmedic.region.RegionNames;
import dev.modmedic.region.RegionStore;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the parameter {@code region}, which names a region that there is. */
final class RegionName {
  private RegionName() {}

  /** Null if it is not given. */
  static @Nullable String of(Query query, RegionStore store) {
    return of(query, store, gone -> false);
  }

  /**
   * The same.
   *
   * @param isKept whether there is something to be shown of a region that is gone
   */
  static @Nullable String of(Query query, RegionStore store, Predicate<String> isKept) {
    @Nullable String name = query.text("region");
    if (name != null) {
      RegionNames.of(store, Region.WORKSPACE)
          .flaw(name)
          .filter(flaw -> !isKept.test(name))
          .ifPresent(flaw -> {
            throw Query.invalid("region", flaw);
          });
    }
    return name;
  }
}
