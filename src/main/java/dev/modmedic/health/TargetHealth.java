package dev.modmedic.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * How one target is, with all that is remembered of it.
 *
 * @param checks by assignment
 * @param regions by name; may hold regions that no check is left of
 * @param told the state that people heard last; unknown if they heard nothing
 */
public record TargetHealth(
    UUID id,
    Map<UUID, Check> checks,
    Map<String, RegionHealth> regions,
    TargetState state,
    Instant since,
    TargetState told) {
  public TargetHealth {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(told, "told");
    checks = Map.copyOf(checks);
    regions = Map.copyOf(regions);
  }

  /**
   * One kind of probe from one region.
   *
   * @param kind the word of the kind
   */
  public record Check(String region, String kind, Duration interval, CheckHealth health) {
    public Check {
      Objects.requireNonNull(region, "region");
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(interval, "interval");
      Objects.requireNonNull(health, "health");
    }

    Check with(CheckHealth next) {
      return new Check(region, kind, interval, next);
    }
  }

  /**
   * How the target is from one region, and since when.
   *
   * @param told the state that people heard last, which is another one after whatever they were not
   *     to be woken for; unknown if they heard nothing
   */
  public record RegionHealth(Cell cell, Instant since, State told) {
    public RegionHealth {
      Objects.requireNonNull(cell, "cell");
      Objects.requireNonNull(since, "since");
      Objects.requireNonNull(told, "told");
    }
  }
}
