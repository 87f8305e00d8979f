package dev.modmedic.access;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which addresses the service may be made to connect to: those of the public internet, and those an
 * operator allows.
 *
 * <p>A target is named by whoever may add one, and names resolve to what their owner likes, so the
 * address that is really connected to is what counts. Immutable and safe for many threads.
 */
public final class EgressPolicy {
  /** Allows public addresses and no others. */
  public static final EgressPolicy STRICT = new EgressPolicy(List.of());

  /** Blocks that are not the public internet, the narrower ones first. */
  private static final Map<AddressBlock, String> NOT_PUBLIC = new LinkedHashMap<>();

  static {
    refuse("a metadata service of clouds", "169.254.169.254", "fd00:ec2::254", "192.0.0.192");
    refuse("the unspecified address", "0.0.0.0", "::");
    refuse("a loopback address", "127.0.0.0/8", "::1");
    refuse("an address of this network", "0.0.0.0/8");
    refuse("a private address", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");
    refuse("a shared address behind carrier-grade NAT", "100.64.0.0/10");
    refuse("a link-local address", "169.254.0.0/16", "fe80::/10");
    refuse("reserved for protocols", "192.0.0.0/24", "2001::/23", "5f00::/16");
    refuse(
        "reserved for documentation",
        "192.0.2.0/24",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "2001:db8::/32",
        "3fff::/20");
    refuse("a relay of 6to4", "192.88.99.0/24");
    refuse("reserved for benchmarks", "198.18.0.0/15");
    refuse("a multicast address", "224.0.0.0/4", "ff00::/8");
    refuse("the broadcast address", "255.255.255.255");
    refuse("reserved", "240.0.0.0/4");
    refuse("a unique local address", "fc00::/7");
    refuse("a site-local address", "fec0::/10");
    refuse("an address of a local NAT64", "64:ff9b:1::/48");
    refuse("a discard-only address", "100::/64");
  }

  private final List<AddressBlock> allowed;

  private EgressPolicy(List<AddressBlock> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  private static void refuse(String what, String... blocks) {
    for (String block : blocks) {
      NOT_PUBLIC.put(AddressBlock.of(block), what);
    }
  }

  /**
   * Allows some addresses more.
   *
   * @param allowed addresses and blocks in CIDR notation
   * @throws IllegalArgumentException at the first that is neither; the message says which and why
   */
  public static EgressPolicy allowing(List<String> allowed) {
    List<AddressBlock> blocks = new ArrayList<>();
    allowed.forEach(text -> blocks.add(AddressBlock.of(text)));
    return new EgressPolicy(blocks);
  }

  /** Why this address may not be connected to: {@code 10.0.0.1 is a private address}. */
  public Optional<String> refusal(InetAddress address) {
    byte[] bytes = Addresses.unmapped(address.getAddress());
    if (allowed.stream().anyMatch(block -> block.contains(bytes))) {
      return Optional.empty();
    }
    String text = Addresses.text(bytes);
    return notPublic(bytes)
        .map(what -> "%s is %s".formatted(text, what))
        .or(() ->
            Addresses.embedded(bytes)
                .flatMap(inner ->
                    notPublic(inner)
                        .map(what ->
                            "%s leads to %s, %s".formatted(text, Addresses.text(inner), what))));
  }

  /**
   * Why this host may not be connected to, as far as it can be told without looking it up: it is an
   * address, in brackets if of IPv6, or a name of this machine.
   */
  public Optional<String> refusal(String host) {
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    // The dot of a full name; a zone says by which way, not whereto.
    String name = bare.toLowerCase(Locale.ROOT).replaceFirst("(?:\\.|%.*)$", "");
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      return refusal(InetAddress.getLoopbackAddress());
    }
    try {
      return refusal(InetAddress.ofLiteral(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a name
    }
  }

  private static Optional<String> notPublic(byte[] address) {
    return NOT_PUBLIC.entrySet().stream()
        .filter(entry -> entry.getKey().contains(address))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
