package dev.modmedic.probe;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
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
      List<Certificate> chain) {
    public Handshake {
      Objects.requireNonNull(attempt, "attempt");
      chain = List.copyOf(chain);
    }
  }

  /**
   * A certificate as it was presented.
   *
   * @param subject whose it is, as a distinguished name
   * @param issuer who signed it
   * @param fingerprint SHA-256 of the whole, in hexadecimal
   */
  record Certificate(String subject, String issuer, Instant until, String fingerprint) {
    public Certificate {
      Objects.requireNonNull(subject, "subject");
      Objects.requireNonNull(issuer, "issuer");
      Objects.requireNonNull(until, "until");
      Objects.requireNonNull(fingerprint, "fingerprint");
    }
  }
}
