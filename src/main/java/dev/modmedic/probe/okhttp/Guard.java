package dev.modmedic.probe.okhttp;

import dev.modmedic.access.EgressPolicy;
import dev.modmedic.probe.HostLookup;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Holds hosts and addresses against the egress policy, before and at each connection. */
final class Guard {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

  /** A last label that resolvers of C libraries take for a number, and with it for an address. */
  private static final Pattern NUMBER = Pattern.compile("(?:\\d+|0[xX][0-9a-fA-F]*)\\.?");

  private final EgressPolicy policy;
  private final HostLookup lookup;

  Guard(EgressPolicy policy, HostLookup lookup) {
    this.policy = policy;
    this.lookup = lookup;
  }

  /**
   * Refuses what a URL's host shows without being resolved; the far end of a proxy would resolve it
   * out of our sight.
   */
  void checkHost(String host, Egress egress) throws Refused {
    Optional<InetAddress> literal = literal(host);
    if (literal.isPresent()) {
      check(literal.get());
    } else if (NUMBER.matcher(host.substring(host.lastIndexOf('.') + 1)).matches()) {
      throw new Refused(host + " is not a host name");
    } else if (!(egress instanceof Egress.Direct) && isLocal(host)) {
      throw new Refused(host + " is the proxy's own machine");
    }
  }

  private static boolean isLocal(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    return name.equals("localhost") || name.endsWith(".localhost");
  }

  void check(InetAddress address) throws Refused {
    Optional<String> refusal = policy.refusal(address);
    if (refusal.isPresent()) {
      throw new Refused(refusal.get());
    }
  }

  /**
   * The addresses of a host that may be connected to, at least one.
   *
   * @throws UnknownHostException with what {@code go} prints for it
   * @throws Refused if it has addresses, and may none of them be connected to
   */
  List<InetAddress> addresses(String host, PhaseClock clock)
      throws UnknownHostException, Refused, InterruptedException {
    return switch (lookup.lookup(host, clock.remaining())) {
      case HostLookup.Answer.Failed failed -> throw new UnknownHostException(failed.says());
      case HostLookup.Answer.Found found -> allowed(found.addresses());
    };
  }

  private List<InetAddress> allowed(List<InetAddress> addresses) throws Refused {
    List<InetAddress> allowed = new ArrayList<>();
    for (InetAddress address : addresses) {
      if (policy.refusal(address).isEmpty()) {
        allowed.add(address);
      }
    }
    if (allowed.isEmpty()) {
      check(addresses.getFirst());
    }
    return allowed;
  }

  /** The address that a URL's host is written as, if it is not a name. */
  static Optional<InetAddress> literal(String host) {
    String bare = host.replaceAll("[\\[\\]]", "");
    if (!bare.contains(":") && !IPV4.matcher(bare).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(bare));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Host and port as {@code go} prints them. */
  static String hostPort(URI url) {
    int port = url.getPort();
    return url.getHost() + ":" + (port >= 0 ? port : url.getScheme().equals("http") ? 80 : 443);
  }
}
