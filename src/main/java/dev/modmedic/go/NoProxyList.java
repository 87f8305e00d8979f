package dev.modmedic.go;

import java.math.BigInteger;
import java.net.IDN;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The NO_PROXY list as Go reads it, with the hosts that never go through a proxy.
 *
 * <p>See {@code useProxy} in golang.org/x/net/http/httpproxy. An entry that makes no sense is
 * skipped without a word.
 *
 * @param everything whether a lone star switches all proxies off
 */
public record NoProxyList(boolean everything, List<Entry> entries) {

  /** One thing that is reached directly. */
  public sealed interface Entry {
    /** An address, with a port or, if that is empty, any port. */
    record Address(InetAddress address, String port) implements Entry {}

    /** All addresses that share the first {@code bits} bits. */
    record Network(InetAddress address, int bits) implements Entry {}

    /**
     * A domain's subdomains, and the domain itself if {@code itself}.
     *
     * @param suffix the domain with a leading dot
     */
    record Domain(String suffix, boolean itself, String port) implements Entry {}
  }

  public NoProxyList {
    entries = List.copyOf(entries);
  }

  /** Reads a NO_PROXY value. */
  public static NoProxyList parse(String value) {
    var entries = new ArrayList<Entry>();
    for (String piece : value.split(",", -1)) {
      String text = piece.strip().toLowerCase(Locale.ROOT);
      if (text.equals("*")) {
        return new NoProxyList(true, List.of());
      }
      entry(text).ifPresent(entries::add);
    }
    return new NoProxyList(false, entries);
  }

  private static Optional<Entry> entry(String text) {
    Optional<Entry> network = network(text);
    if (network.isPresent()) {
      return network;
    }
    int colon = text.lastIndexOf(':');
    boolean hasPort =
        colon >= 0 && (text.indexOf(':') == colon || (colon > 0 && text.charAt(colon - 1) == ']'));
    String host = (hasPort ? text.substring(0, colon) : text).replaceAll("^\\[|\\]$", "");
    String port = hasPort ? text.substring(colon + 1) : "";
    if (host.isEmpty()) {
      return Optional.empty();
    }
    return literal(host)
        .<Entry>map(address -> new Entry.Address(address, port))
        .or(() -> Optional.of(domain(host, port)));
  }

  private static Entry domain(String host, String port) {
    String name = host.startsWith("*.") ? host.substring(1) : host;
    boolean itself = !name.startsWith(".");
    return new Entry.Domain(ascii(itself ? "." + name : name), itself, port);
  }

  private static Optional<Entry> network(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
      return Optional.empty();
    }
    int bits = Integer.parseInt(text.substring(slash + 1));
    return literal(text.substring(0, slash))
        .filter(address -> bits <= address.getAddress().length * 8)
        .map(address -> new Entry.Network(address, bits));
  }

  /** Whether Go connects to the host without a proxy; the machine itself always counts. */
  public boolean bypasses(String host, int port) {
    String name = ascii(host.replaceAll("^\\[|\\]$", ""));
    Optional<InetAddress> address = literal(name);
    if (name.equals("localhost") || address.map(InetAddress::isLoopbackAddress).orElse(false)) {
      return true;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    return everything || entries.stream().anyMatch(entry -> matches(entry, lower, address, port));
  }

  private static boolean matches(
      Entry entry, String host, Optional<InetAddress> address, int port) {
    return switch (entry) {
      case Entry.Address(InetAddress own, String ownPort) ->
          address.equals(Optional.of(own)) && portFits(ownPort, port);
      case Entry.Network(InetAddress network, int bits) ->
          address.map(other -> inside(network, bits, other)).orElse(false);
      case Entry.Domain(String suffix, boolean itself, String ownPort) ->
          (host.endsWith(suffix) || (itself && host.equals(suffix.substring(1))))
              && portFits(ownPort, port);
    };
  }

  private static boolean portFits(String wanted, int port) {
    return wanted.isEmpty() || wanted.equals(Integer.toString(port));
  }

  private static boolean inside(InetAddress network, int bits, InetAddress address) {
    byte[] left = network.getAddress();
    byte[] right = address.getAddress();
    int unused = left.length * 8 - bits;
    return left.length == right.length
        && new BigInteger(1, left)
            .shiftRight(unused)
            .equals(new BigInteger(1, right).shiftRight(unused));
  }

  /** The address that the text spells; names are not resolved. */
  private static Optional<InetAddress> literal(String text) {
    boolean four =
        Arrays.stream(text.split("\\.", -1))
                .filter(part -> part.matches("0|[1-9]\\d{0,2}") && Integer.parseInt(part) < 256)
                .count()
            == 4;
    try {
      if (four && text.chars().filter(c -> c == '.').count() == 3) {
        return Optional.of(InetAddress.ofLiteral(text));
      }
      boolean six = text.contains(":") && !text.contains("%");
      return six ? Optional.of(InetAddress.ofLiteral(text)) : Optional.empty();
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  private static String ascii(String name) {
    if (name.chars().allMatch(c -> c < 0x80)) {
      return name;
    }
    try {
      String dot = name.startsWith(".") ? "." : "";
      return dot + IDN.toASCII(name.substring(dot.length()));
    } catch (IllegalArgumentException notAName) {
      return name;
    }
  }
}
