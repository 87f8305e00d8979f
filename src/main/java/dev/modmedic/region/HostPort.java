package dev.modmedic.region;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/**
 * A place that takes TCP connections.
 *
 * @param host a name, or an address; an IPv6 address without brackets
 */
public record HostPort(String host, int port) {
  public HostPort {
    Objects.requireNonNull(host, "host");
    if (host.isBlank() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException(host + ":" + port + " is no host and port");
    }
  }

  /**
   * Reads {@code host:port} or {@code [address]:port}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static HostPort of(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (colon < 0 || (!bracketed && host.contains(":"))) {
      throw new IllegalArgumentException("\"" + text + "\" is not host:port");
    }
    try {
      return new HostPort(
          bracketed ? host.substring(1, host.length() - 1) : host,
          Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" has no port number", e);
    }
  }

  /** Where a URL with a host leads to. */
  public static HostPort of(URI url) {
    String host = Objects.requireNonNull(url.getHost(), "host").toLowerCase(Locale.ROOT);
    int port = url.getPort() >= 0 ? url.getPort() : "http".equals(url.getScheme()) ? 80 : 443;
    boolean bracketed = host.startsWith("[");
    return new HostPort(bracketed ? host.substring(1, host.length() - 1) : host, port);
  }
}
