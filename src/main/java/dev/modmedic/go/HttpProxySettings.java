package dev.modmedic.go;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * HTTP_PROXY, HTTPS_PROXY and NO_PROXY as Go's HTTP client reads them; other tools differ.
 *
 * <p>See golang.org/x/net/http/httpproxy. Upper case wins over lower case, an empty value counts as
 * unset, ALL_PROXY is not read, and a value that cannot be parsed is silently ignored.
 *
 * @param http the proxy for http URLs, or null
 * @param https the proxy for https URLs, or null
 * @param ignored variables whose value cannot be parsed, so that connections go direct
 * @param cgi whether REQUEST_METHOD is set, which makes Go refuse HTTP_PROXY
 */
public record HttpProxySettings(
    @Nullable Proxy http,
    @Nullable Proxy https,
    NoProxyList noProxy,
    List<String> ignored,
    boolean cgi) {
  /** Settings in which every connection goes direct. */
  public static final HttpProxySettings NONE = from(Map.of());

  /**
   * One HTTP or SOCKS proxy.
   *
   * @param variable the variable that named it, as spelled in the environment
   */
  public record Proxy(String variable, GoUrl url) {
    /**
     * Whether the value names a proxy at all: Go reads {@code http://host:bad} as the host {@code
     * http:} and goes on with that.
     */
    public boolean isUsable() {
      return !url.hostname().isEmpty() && !url.hostname().matches("https?|socks5h?");
    }

    /** Host and port, with the port that the scheme implies if none is given. */
    public String address() {
      String port =
          switch (url.scheme()) {
            case "https" -> "443";
            case "socks5", "socks5h" -> "1080";
            default -> "80";
          };
      return url.port().isEmpty() ? url.hostname() + ":" + port : url.host();
    }
  }

  public HttpProxySettings {
    ignored = List.copyOf(ignored);
  }

  /** Reads the variables from a process environment. */
  public static HttpProxySettings from(Map<String, String> environment) {
    var ignored = new ArrayList<String>();
    return new HttpProxySettings(
        proxy(environment, "HTTP_PROXY", "http_proxy", ignored),
        proxy(environment, "HTTPS_PROXY", "https_proxy", ignored),
        NoProxyList.parse(value(environment, name(environment, "NO_PROXY", "no_proxy"))),
        ignored,
        !value(environment, "REQUEST_METHOD").isEmpty());
  }

  private static @Nullable Proxy proxy(
      Map<String, String> environment, String upper, String lower, List<String> ignored) {
    String name = name(environment, upper, lower);
    String value = value(environment, name);
    if (value.isEmpty()) {
      return null;
    }
    Optional<GoUrl> url = parse(value);
    if (url.isEmpty()) {
      ignored.add(name);
      return null;
    }
    return new Proxy(name, url.get());
  }

  private static String name(Map<String, String> environment, String upper, String lower) {
    return value(environment, upper).isEmpty() ? lower : upper;
  }

  private static String value(Map<String, String> environment, String name) {
    return environment.getOrDefault(name, "");
  }

  /** A value without scheme or host is tried again as {@code http://value}. */
  private static Optional<GoUrl> parse(String value) {
    try {
      GoUrl url = GoUrl.parse(value);
      return url.scheme().isEmpty() || url.host().isEmpty()
          ? parseHost(value).or(() -> Optional.of(url))
          : Optional.of(url);
    } catch (GoUrl.Malformed refused) {
      return parseHost(value);
    }
  }

  private static Optional<GoUrl> parseHost(String value) {
    try {
      return Optional.of(GoUrl.parse("http://" + value));
    } catch (GoUrl.Malformed refused) {
      return Optional.empty();
    }
  }

  /** The proxy that Go uses for {@code target}; empty if it connects directly. */
  public Optional<Proxy> proxyFor(URI target) {
    if (target.getHost() == null) {
      return Optional.empty();
    }
    return proxyFor(target.getScheme(), target.getHost(), target.getPort());
  }

  /** The proxy that Go uses for {@code target}; empty if it connects directly. */
  public Optional<Proxy> proxyFor(GoUrl target) {
    int port = target.port().isEmpty() ? -1 : Integer.parseInt(target.port());
    return proxyFor(target.scheme(), target.hostname(), port);
  }

  private Optional<Proxy> proxyFor(String scheme, String host, int port) {
    Proxy proxy =
        switch (scheme) {
          case "https" -> https;
          case "http" -> http;
          default -> null;
        };
    if (proxy == null) {
      return Optional.empty();
    }
    int effective = port >= 0 ? port : scheme.equals("https") ? 443 : 80;
    return noProxy.bypasses(host, effective) ? Optional.empty() : Optional.of(proxy);
  }

  /** Whether no proxy is in use for any URL. */
  public boolean isDirect() {
    return http == null && https == null;
  }
}
