package dev.modmedic.region;

import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A standing order: what to probe, how, from where and how often.
 *
 * @param regions names of regions, each once
 * @param version raised by every change, from 1
 */
public record Watch(
    Target target,
    List<ProbeKind> kinds,
    List<String> regions,
    Duration interval,
    boolean paused,
    Instant createdAt,
    Instant updatedAt,
    long version) {
  public Watch {
    Objects.requireNonNull(target, "target");
    kinds = List.copyOf(kinds);
    regions = List.copyOf(regions);
    Objects.requireNonNull(interval, "interval");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(updatedAt, "updatedAt");
  }

  public UUID id() {
    return target.id();
  }

  /** The same order as it stands after a change. */
  Watch changed(Order order, Instant at) {
    return new Watch(
        order.target(id()),
        order.kinds(),
        order.regions(),
        order.interval(),
        order.paused(),
        createdAt,
        at,
        version + 1);
  }
}
