package dev.modmedic.probe.okhttp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import okhttp3.CipherSuite;
import okhttp3.ConnectionSpec;

/**
 * Shakes hands anew on every connection. A resumed session would be quicker than what a user feels
 * and would not look at the certificate again.
 */
final class FreshTls extends SSLSocketFactory {
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  /** What OkHttp offers, as far as Java has it; with a short list less is compared and checked. */
  private static final Set<String> OFFERED =
      Objects.requireNonNull(ConnectionSpec.MODERN_TLS.cipherSuites()).stream()
          .map(CipherSuite::javaName)
          .collect(Collectors.toUnmodifiableSet());

  private final WatchedTrust trust;
  private final SSLSocketFactory sockets;
  private final String[] suites;
  private final AtomicLong number = new AtomicLong();

  FreshTls(WatchedTrust trust) {
    this.trust = trust;
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      context.getClientSessionContext().setSessionCacheSize(1);
      sockets = context.getSocketFactory();
      suites =
          Arrays.stream(sockets.getDefaultCipherSuites())
              .filter(OFFERED::contains)
              .toArray(String[]::new);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    // Sessions are remembered by this name, which no other connection has.
    String once = "connection-" + number.incrementAndGet();
    SSLSocket secured = (SSLSocket) sockets.createSocket(socket, once, port, autoClose);
    if (socket instanceof GuardedSocket guarded) {
      trust.watch(secured, guarded.presented());
    }
    SSLParameters parameters = new SSLParameters(suites, VERSIONS.clone());
    parameters.setServerNames(serverName(host));
    secured.setSSLParameters(parameters);
    return secured;
  }

  /** As {@code go} does, names of one label are sent too, and addresses are not. */
  private static List<SNIServerName> serverName(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (Guard.literal(name).isPresent()) {
      return List.of();
    }
    try {
      return List.of(new SNIHostName(name));
    } catch (IllegalArgumentException e) {
      return List.of(); // not a name that could be sent
    }
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return suites.clone();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(
      InetAddress address, int port, InetAddress localAddress, int localPort) {
    throw new UnsupportedOperationException();
  }
}
