package dev.modmedic.region;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The regions that there are, to tell somebody who names another one. */
public final class RegionNames {
  /** More are no help in a sentence. */
  private static final int MOST_SHOWN = 20;

  private final SortedSet<String> names;

  public RegionNames(Collection<String> names) {
    this.names = new TreeSet<>(names);
  }

  public static RegionNames of(RegionStore store, String workspace) {
    return new RegionNames(store.list(workspace).stream().map(Region::name).toList());
  }

  /** What is wrong with the name of a region; empty if there is such a region. */
  public Optional<String> flaw(String name) {
    if (names.contains(name)) {
      return Optional.empty();
    }
    return Optional.of(
        "is not the name of a region; "
            + (names.size() <= MOST_SHOWN ? "there are " + names : "GET /v1/regions lists them"));
  }
}
