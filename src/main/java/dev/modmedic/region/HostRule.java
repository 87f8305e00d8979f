package dev.modmedic.region;

import dev.modmedic.access.EgressPolicy;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Refuses hosts that name an address which must not be probed. Names are not looked up here: what
 * they resolve to is held against the same policy at every connection.
 */
public record HostRule(EgressPolicy policy) {
  /** Why a host is refused; empty if it is not. */
  public Optional<String> refusal(String host) {
    return policy.refusal(host).map(why -> "must not be probed: " + why);
  }

  /** Whether a host is an IP address and not a name. */
  static boolean isLiteral(String host) {
    try {
      InetAddress.ofLiteral(
          host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
