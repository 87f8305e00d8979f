package dev.modmedic.health;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When failures of one target are expected. */
public record Maintenance(List<Stretch> stretches) {
  public static final Maintenance NONE = new Maintenance(List.of());

  public Maintenance {
    stretches = List.copyOf(stretches);
  }

  /**
   * A stretch of time from its start to just before its end.
   *
   * @param region null for all regions
   */
  public record Stretch(@Nullable String region, Instant from, Instant until) {
    public Stretch {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(until, "until");
    }

    boolean covers(@Nullable String where, Instant at) {
      return in(where) && !at.isBefore(from) && at.isBefore(until);
    }

    /** A stretch of one region does not excuse the target as a whole. */
    boolean in(@Nullable String where) {
      return region == null || region.equals(where);
    }
  }

  /**
   * Whether failures are expected then.
   *
   * @param region null for the target as a whole
   */
  public boolean covers(@Nullable String region, Instant at) {
    return stretches.stream().anyMatch(stretch -> stretch.covers(region, at));
  }

  /** The stretches that matter there. */
  public Maintenance in(@Nullable String region) {
    return new Maintenance(stretches.stream().filter(stretch -> stretch.in(region)).toList());
  }
}
