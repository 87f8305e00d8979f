package dev.modmedic.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Trouble that ModMedic's own probes see at a host at the moment.
 *
 * @param host its name, in lower case, without a port
 * @param region where it is seen from; null if the host is down as a whole
 * @param flapping whether it changes between working and not, rather than being down
 * @param cause a root cause of the taxonomy, or null
 * @param regions all regions that see trouble there, by name
 */
public record ProbeFact(
    String host,
    @Nullable String region,
    boolean flapping,
    Instant since,
    @Nullable String cause,
    List<String> regions) {
  public ProbeFact {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(since, "since");
    regions = List.copyOf(regions);
  }
}
