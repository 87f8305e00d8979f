package dev.modmedic.probe;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one probe found.
 *
 * @param first the attempt that a user would have felt, since {@code go} does not retry
 * @param confirmations further attempts, made only after the first failed, to tell a blip from an
 *     outage
 * @param certificateExpiresAt the earliest end of a certificate in the chain, or null
 * @param facts values to be compared over time and between vantages, by stable names, such as
 *     {@code sumdb.size}
 */
public record ProbeResult(
    Instant startedAt,
    Outcome outcome,
    Attempt first,
    List<Attempt> confirmations,
    List<CheckNote> checks,
    @Nullable Instant certificateExpiresAt,
    Map<String, String> facts) {
  public ProbeResult {
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(first, "first");
    confirmations = List.copyOf(confirmations);
    checks = List.copyOf(checks);
    facts = Map.copyOf(facts);
  }

  /** The failure to show: that of the last attempt that has one. */
  public Optional<Failure> failure() {
    return Stream.concat(Stream.of(first), confirmations.stream())
        .map(Attempt::failure)
        .filter(Objects::nonNull)
        .reduce((earlier, later) -> later);
  }
}
