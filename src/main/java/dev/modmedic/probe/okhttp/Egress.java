package dev.modmedic.probe.okhttp;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import org.jspecify.annotations.Nullable;

/** The way out: none, through an HTTP proxy, or through a SOCKS5 proxy. */
sealed interface Egress {
  int LONGEST_LOGIN = 63; // of any characters, in UTF-8

  /** Straight to the target. */
  record Direct() implements Egress {}

  /** CONNECT for https, whole URLs for http. */
  record HttpProxy(String host, int port, Optional<Login> login) implements Egress {}

  /** SOCKS5, with names resolved at its far end. */
  record SocksProxy(String host, int port, Optional<Login> login) implements Egress {}

  /** What the proxy asks of whoever uses it. */
  record Login(String user, String password) {
    /** The password is nobody's to read. */
    @Override
    public String toString() {
      return user;
    }
  }

  /**
   * Reads {@code http://host:port} or {@code socks5://host:port}, with or without user info.
   *
   * @throws IllegalArgumentException for any other URL; whoever stored it should have checked it
   */
  static Egress of(@Nullable URI url) {
    if (url == null) {
      return new Direct();
    }
    String host = url.getHost();
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (host == null) {
      throw new IllegalArgumentException("the egress has no host");
    }
    String bare = host.replaceAll("[\\[\\]]", "");
    return switch (scheme) {
      case "http" -> new HttpProxy(bare, port(url, 80), login(url));
      case "socks5", "socks5h" -> new SocksProxy(bare, port(url, 1080), login(url));
      default -> throw new IllegalArgumentException("an egress is http or socks5");
    };
  }

  private static int port(URI url, int usual) {
    return url.getPort() < 0 ? usual : url.getPort();
  }

  /** User and password, each of which SOCKS wants no longer than a byte can count. */
  private static Optional<Login> login(URI url) {
    String info = url.getUserInfo();
    if (info == null) {
      return Optional.empty();
    }
    String[] parts = info.split(":", 2);
    Login login = new Login(parts[0], parts.length > 1 ? parts[1] : "");
    if (login.user().length() > LONGEST_LOGIN || login.password().length() > LONGEST_LOGIN) {
      throw new IllegalArgumentException("the egress has user info that is too long");
    }
    return Optional.of(login);
  }

  /** What OkHttp has to know; SOCKS is spoken by our own sockets. */
  default Proxy proxy() {
    return switch (this) {
      case HttpProxy http ->
          new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(http.host(), http.port()));
      case Direct direct -> Proxy.NO_PROXY;
      case SocksProxy socks -> Proxy.NO_PROXY;
    };
  }

  /** The value of Proxy-Authorization, if the HTTP proxy wants one. */
  default Optional<String> authorization() {
    return switch (this) {
      case HttpProxy http ->
          http.login().map(l -> Credentials.basic(l.user(), l.password(), StandardCharsets.UTF_8));
      case Direct direct -> Optional.empty();
      case SocksProxy socks -> Optional.empty();
    };
  }

  /** Sends the login with CONNECT, once. */
  default Authenticator authenticator() {
    return (route, response) ->
        authorization()
            .filter(any -> response.request().header("Proxy-Authorization") == null)
            .map(value ->
                response.request().newBuilder().header("Proxy-Authorization", value).build())
            .orElse(null);
  }
}
