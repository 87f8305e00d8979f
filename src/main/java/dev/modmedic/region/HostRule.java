package dev.modmedic.region;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Refuses hosts that name an address which must not be probed. Names are not looked up here: what
 * they resolve to is held against the same policy at every connection.
 *
 * @param permitted addresses that may be connected to
 */
public record HostRule(Predicate<InetAddress> permitted) {
  /** Why a host is refused; empty if it is not. */
  public Optional<String> refusal(String host) {
    String bare = withoutBrackets(host);
    boolean loopback = bare.equalsIgnoreCase("localhost") || bare.endsWith(".localhost");
    if (!loopback && !isLiteral(host)) {
      return Optional.empty();
    }
    InetAddress address =
        loopback ? InetAddress.getLoopbackAddress() : InetAddress.ofLiteral(bare);
    return permitted.test(address)
        ? Optional.empty()
        : Optional.of(
            "leads to %s, which is not allowed to be probed".formatted(address.getHostAddress()));
  }

  /** Whether a host is an IP address and not a name. */
  static boolean isLiteral(String host) {
    try {
      InetAddress.ofLiteral(withoutBrackets(host));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
