package dev.modmedic.region;

import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.ProbeSettings;
import dev.modmedic.probe.Target;
import dev.modmedic.probe.TargetType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What somebody wants to have watched; {@link OrderCheck} tells whether it makes sense. */
public record Order(
    String name,
    TargetType type,
    URI url,
    List<ProbeKind> kinds,
    List<String> regions,
    Duration interval,
    boolean paused,
    ProbeSettings settings) {
  public Order {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(url, "url");
    kinds = kinds.stream().distinct().toList();
    regions = regions.stream().distinct().toList();
    Objects.requireNonNull(interval, "interval");
    Objects.requireNonNull(settings, "settings");
  }

  public static Order of(Watch watch) {
    Target target = watch.target();
    return new Order(
        target.name(),
        target.type(),
        target.url(),
        watch.kinds(),
        watch.regions(),
        watch.interval(),
        watch.paused(),
        target.settings());
  }

  Target target(UUID id) {
    return new Target(id, name, type, url, settings);
  }

  Watch watch(UUID id, Instant at) {
    return new Watch(target(id), kinds, regions, interval, paused, at, at, 1);
  }
}
