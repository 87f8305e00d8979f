package dev.modmedic.probe;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Targets and requests for tests. */
public final class Targets {
  private static final Duration LONG = Duration.ofSeconds(60);

  private Targets() {}

  /** A probe of a URL with plenty of time. */
  public static ProbeRequest request(ProbeKind kind, String url) {
    return request(kind, url, settings(LONG, null, List.of(), List.of()));
  }

  public static ProbeRequest request(ProbeKind kind, String url, ProbeSettings settings) {
    return new ProbeRequest(target(url, settings), kind, new Vantage("test", null), LONG);
  }

  /** The same probe through an HTTP or SOCKS proxy. */
  public static ProbeRequest through(ProbeRequest request, String egress) {
    return new ProbeRequest(
        request.target(),
        request.kind(),
        new Vantage("test", URI.create(egress)),
        request.deadline());
  }

  private static Target target(String url, ProbeSettings settings) {
    return new Target(UUID.randomUUID(), "test", TargetType.HTTPS, URI.create(url), settings);
  }

  public static ProbeSettings settings(
      Duration timeout,
      @Nullable Duration slowAfter,
      List<String> resolvers,
      List<Integer> acceptedStatus) {
    return new ProbeSettings(
        timeout, slowAfter, List.of(), resolvers, null, false, null, acceptedStatus, 14, 64L << 20);
  }

  public static ProbeSettings resolvers(String... resolvers) {
    return settings(LONG, null, List.of(resolvers), List.of());
  }
}
