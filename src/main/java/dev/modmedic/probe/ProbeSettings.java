package dev.modmedic.probe;

import dev.modmedic.go.ModuleVersion;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a target is probed.
 *
 * @param timeout the longest a whole probe may take; the interval bounds it as well
 * @param slowAfter a first attempt that takes longer makes the result degraded; null for no bound
 * @param canaries module versions that the target is known to have, asked for by goproxy and sumdb
 *     probes; at least one of them should have upper-case letters in its path
 * @param resolvers where dns probes ask: {@code system}, {@code udp://192.0.2.1:53}, {@code
 *     tcp://…}, {@code https://…/dns-query}; empty means the system's
 * @param sumDb a GOSUMDB value (a known name, or {@code name+hash+key}, with an optional URL behind
 *     a space): what a sumdb probe verifies against, and for a goproxy probe the database whose
 *     records the zips must match and whose passthrough is checked; null for none
 * @param cold whether a goproxy probe may make the proxy fetch from the origin; otherwise it sends
 *     {@code Disable-Module-Fetch: true}
 * @param index the index feed that a goproxy's freshness is measured against; null for none
 * @param acceptedStatus the statuses that an http probe takes as good; empty means 200 to 299
 * @param certificateDays fewer days left on a certificate make the result degraded
 * @param maxBytes the most that one probe downloads of bodies, its second try included
 */
public record ProbeSettings(
    Duration timeout,
    @Nullable Duration slowAfter,
    List<ModuleVersion> canaries,
    List<String> resolvers,
    @Nullable String sumDb,
    boolean cold,
    @Nullable URI index,
    List<Integer> acceptedStatus,
    int certificateDays,
    long maxBytes) {
  public static final ProbeSettings DEFAULTS =
      new ProbeSettings(
          Duration.ofSeconds(10),
          null,
          List.of(),
          List.of(),
          null,
          false,
          null,
          List.of(),
          14,
          64L << 20);

  public ProbeSettings {
    Objects.requireNonNull(timeout, "timeout");
    canaries = List.copyOf(canaries);
    resolvers = List.copyOf(resolvers);
    acceptedStatus = List.copyOf(acceptedStatus);
  }
}
