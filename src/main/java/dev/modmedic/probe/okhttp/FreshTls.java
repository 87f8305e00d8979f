package dev.modmedic.probe.okhttp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import okhttp3.CipherSuite;
import okhttp3.ConnectionSpec;
import org.jspecify.annotations.Nullable;

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
  private final Supplier<Optional<Provider>> preferred;
  private final Library java;
  private final AtomicLong number = new AtomicLong();
  private @Nullable Library chosen;

  /** What makes the sockets, and the suites they offer. */
  private record Library(SSLSocketFactory sockets, String[] suites) {}

  /**
   * @param preferred whose TLS to use where it can be used; asked for with the first connection
   */
  FreshTls(WatchedTrust trust, Supplier<Optional<Provider>> preferred) {
    this.trust = trust;
    this.preferred = preferred;
    java = library(null);
  }

  private Library library(@Nullable Provider provider) {
    try {
      SSLContext context =
          provider == null
              ? SSLContext.getInstance("TLS")
              : SSLContext.getInstance("TLS", provider);
      context.init(null, new TrustManager[] {trust}, null);
      context.getClientSessionContext().setSessionCacheSize(1);
      if (provider != null) {
        // BoringSSL remembers them by the name sent; so old, none of them is valid.
        context.getClientSessionContext().setSessionTimeout(0);
      }
      SSLSocketFactory sockets = context.getSocketFactory();
      return new Library(
          sockets,
          Arrays.stream(sockets.getDefaultCipherSuites())
              .filter(OFFERED::contains)
              .toArray(String[]::new));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  /** Loads what would otherwise be loaded in the midst of the first handshake. */
  void prepare() {
    chosen();
  }

  private synchronized Library chosen() {
    Library library = chosen;
    if (library == null) {
      library = preferred.get().map(this::library).orElse(java);
      chosen = library;
    }
    return library;
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    List<SNIHostName> name = serverName(host);
    boolean sent = name.stream().allMatch(one -> BoringSsl.sends(one.getAsciiName()));
    Library library = sent ? chosen() : java;
    // Java remembers sessions by this name, which no other connection has.
    String once = "connection-" + number.incrementAndGet();
    SSLSocket secured = (SSLSocket) library.sockets().createSocket(socket, once, port, autoClose);
    if (socket instanceof GuardedSocket guarded) {
      trust.watch(secured, guarded.presented());
    }
    SSLParameters parameters = new SSLParameters(library.suites(), VERSIONS.clone());
    parameters.setServerNames(List.copyOf(name));
    secured.setSSLParameters(parameters);
    return secured;
  }

  /** As {@code go} does, names of one label are sent too, and addresses are not. */
  private static List<SNIHostName> serverName(String host) {
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
    return java.suites().clone();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return java.sockets().getSupportedCipherSuites();
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
