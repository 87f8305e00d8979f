package dev.modmedic.region;

import dev.modmedic.access.WebAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** How a resolver to be asked by dns probes is written. */
final class ResolverForm {
  private static final int MOST = 10;
  private static final int LAST_PORT = 65_535;

  private ResolverForm() {}

  /** What is wrong with the list; empty if nothing is. */
  static List<String> problems(List<String> resolvers) {
    if (resolvers.size() > MOST) {
      return List.of("must name at most %d resolvers".formatted(MOST));
    }
    return resolvers.stream()
        .filter(resolver -> !isResolver(resolver))
        .map(resolver ->
            "has \"%s\"; a resolver is system, udp://ADDRESS:PORT, tcp://ADDRESS:PORT or an https URL"
                .formatted(resolver))
        .toList();
  }

  private static boolean isResolver(String text) {
    if (text.equals("system")) {
      return true;
    }
    try {
      URI uri = new URI(text);
      String host = uri.getHost();
      boolean bare =
          uri.getRawUserInfo() == null
              && uri.getRawFragment() == null
              && uri.getPort() != 0
              && uri.getPort() <= LAST_PORT
              && (host == null || WebAddress.hostFlaws(host).isEmpty());
      return switch (String.valueOf(uri.getScheme())) {
        case "udp", "tcp" ->
            bare
                && host != null
                && HostRule.isLiteral(host)
                && uri.getRawPath().isEmpty()
                && uri.getRawQuery() == null;
        case "https" -> bare && host != null;
        default -> false;
      };
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
