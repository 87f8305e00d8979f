package dev.modmedic.region.agent;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the server is; its path, if any, goes before that of every call. */
public record ServerAddress(URI url) {
  /**
   * Reads a setting.
   *
   * @throws AgentException unless it is https, or http on loopback, where nobody can listen in
   */
  public static ServerAddress of(@Nullable String text) {
    if (text == null) {
      throw new AgentException(
          "An agent needs a server. Set MODMEDIC_AGENT_SERVER to its address, such as"
              + " https://modmedic.example.com.");
    }
    URI url = parsed(text);
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    boolean plain =
        url.getHost() != null
            && url.getRawUserInfo() == null
            && url.getRawQuery() == null
            && url.getRawFragment() == null;
    if (!plain || !(scheme.equals("https") || scheme.equals("http"))) {
      throw unusable();
    }
    if (scheme.equals("http") && !isLoopback(url.getHost())) {
      throw new AgentException(
          "MODMEDIC_AGENT_SERVER is %s, and without TLS the token could be read on the way. Use https; http is for a server on this machine only."
              .formatted(url));
    }
    String path = url.getRawPath().replaceAll("/+$", "");
    return new ServerAddress(URI.create(scheme + "://" + url.getRawAuthority() + path));
  }

  /**
   * Reads a setting that names one server or, between commas, several replicas of one.
   *
   * @throws AgentException as for one
   */
  public static List<ServerAddress> list(@Nullable String text) {
    return text == null
        ? List.of(of(null))
        : Arrays.stream(text.split(",", -1)).map(ServerAddress::of).distinct().toList();
  }

  private static URI parsed(String text) {
    try {
      return new URI(text.strip());
    } catch (URISyntaxException e) {
      throw unusable();
    }
  }

  /** Does not repeat the setting, which may hold a password. */
  private static AgentException unusable() {
    return new AgentException(
        "MODMEDIC_AGENT_SERVER is no address of a server. Use a form such as"
            + " https://modmedic.example.com, without user, query or fragment.");
  }

  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.\\d{1,3}){3}");
  }

  URI resolve(String path) {
    return URI.create(url + path);
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
