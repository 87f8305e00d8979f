package dev.modmedic.probe;

import java.net.InetAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Goes the first part of the way of a {@link Fetcher}, under the same egress policy, and hangs up.
 */
public interface Connector {
  /**
   * Opens a TCP connection to the host and port of a URL.
   *
   * @param address the one address of the host to connect to; null for any, found as a fetch does
   */
  Attempt connect(URI url, @Nullable InetAddress address, Vantage vantage, Duration deadline)
      throws InterruptedException;

  /** Opens a connection and shakes hands, whatever the URL's scheme. */
  Handshake handshake(URI url, Vantage vantage, Duration deadline) throws InterruptedException;

  /**
   * How a handshake went.
   *
   * @param protocol such as {@code TLSv1.3}; null if none was agreed on
   * @param cipher the cipher suite; null like the protocol
   * @param chain what the server presented, its own certificate first, also if it is not trusted;
   *     empty if it got not that far
   */
  record Handshake(
      Attempt attempt,
      @Nullable String protocol,
      @Nullable String cipher,
      List<X509Certificate> chain) {
    public Handshake {
      Objects.requireNonNull(attempt, "attempt");
      chain = List.copyOf(chain);
    }
  }
}
