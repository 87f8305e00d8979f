package dev.modmedic.probe;

import java.net.URI;
import java.util.Map;

/** How {@code go} tells of answers that are no 200. */
final class GoWords {
  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(204, "No Content"),
          Map.entry(301, "Moved Permanently"),
          Map.entry(302, "Found"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(407, "Proxy Authentication Required"),
          Map.entry(410, "Gone"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(451, "Unavailable For Legal Reasons"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(501, "Not Implemented"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"));

  private GoWords() {}

  /** {@code reading URL: 404 Not Found}, with what the server said below. */
  static String reading(URI url, int status, String text) {
    String head = ("reading %s: %d %s".formatted(url, status, REASONS.getOrDefault(status, "")));
    String said = text.strip();
    if (said.isEmpty()) {
      return head.strip();
    }
    String separator = said.contains("\n") ? "\n\t" : " ";
    return head.strip() + "\n\tserver response:" + separator + said.replace("\n", "\n\t");
  }

  /** The code for a status, where what was said names none. */
  static String code(int status) {
    return switch (status) {
      case 401 -> "goproxy.unauthorized";
      case 403 -> "goproxy.forbidden";
      case 404, 410 -> "goproxy.not-found";
      case 407 -> "http-proxy.auth-required";
      case 429 -> "http.rate-limited";
      default -> status >= 500 ? "goproxy.server-error" : "goproxy.bad-response";
    };
  }

  /** Several lines as one. */
  static String inOneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
