package dev.modmedic.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a dns probe asks. */
public sealed interface ResolverAddress {
  int DNS_PORT = 53;

  /** Those the machine is configured with. */
  record System() implements ResolverAddress {}

  /** By UDP, and by TCP where the answer is too long for that. */
  record Udp(InetSocketAddress server) implements ResolverAddress {}

  record Tcp(InetSocketAddress server) implements ResolverAddress {}

  /** DNS over HTTPS. */
  record Https(URI url) implements ResolverAddress {}

  /**
   * Reads {@code system}, {@code udp://192.0.2.1}, {@code tcp://[2001:db8::1]:53} or {@code
   * https://host/dns-query}.
   *
   * @throws IllegalArgumentException if it is none of them, in words for whoever wrote it
   */
  static ResolverAddress of(String text) {
    if (text.equals("system")) {
      return new System();
    }
    URI url = uri(text);
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "udp" -> new Udp(server(text, url));
      case "tcp" -> new Tcp(server(text, url));
      case "https" -> new Https(https(text, url));
      default -> throw unreadable(text);
    };
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw unreadable(text);
    }
  }

  private static InetSocketAddress server(String text, URI url) {
    String path = url.getRawPath();
    if (url.getHost() == null || !path.isEmpty() || url.getRawQuery() != null) {
      throw unreadable(text);
    }
    try {
      InetAddress address = InetAddress.ofLiteral(url.getHost().replaceAll("[\\[\\]]", ""));
      return new InetSocketAddress(address, url.getPort() < 0 ? DNS_PORT : url.getPort());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the resolver \"%s\" must be an IP address, as nobody could look its name up"
              .formatted(text));
    }
  }

  private static URI https(String text, URI url) {
    if (url.getHost() == null || url.getUserInfo() != null) {
      throw unreadable(text);
    }
    return url;
  }

  private static IllegalArgumentException unreadable(@Nullable String text) {
    return new IllegalArgumentException(
        "the resolver \"%s\" is none of system, udp://address, tcp://address and https://host/path"
            .formatted(text));
  }
}
