package dev.modmedic.region;

import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.ProbeRequest;
import dev.modmedic.probe.Target;
import dev.modmedic.probe.Vantage;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/** One kind of probe of one target from one vantage, again and again. */
public record Assignment(
    UUID id, Target target, ProbeKind kind, Vantage vantage, Duration interval) {
  public Assignment {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(vantage, "vantage");
    Objects.requireNonNull(interval, "interval");
  }

  /** When it is due; depends on nothing but this assignment. */
  public Schedule schedule() {
    return Schedule.of(id, interval);
  }

  /** One run of it; no probe outlives its interval. */
  public ProbeRequest request() {
    Duration timeout = target.settings().timeout();
    return new ProbeRequest(
        target, kind, vantage, timeout.compareTo(interval) < 0 ? timeout : interval);
  }
}
