package dev.modmedic.probe.okhttp;

import dev.modmedic.probe.Phase;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import okhttp3.Response;

/** Where an answer sends to, under the rules of {@code go}. */
final class Redirects {
  /** Requests in a row; the answer to the last is not followed any more. */
  static final int MOST_REQUESTS = 10;

  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "cookie", "cookie2", "proxy-authorization", "www-authenticate");

  private Redirects() {}

  /** The Location of a redirect; empty if the answer is none. */
  static Optional<String> location(Response response) {
    return STATUSES.contains(response.code())
        ? Optional.ofNullable(response.header("Location"))
        : Optional.empty();
  }

  /** What keeps a redirect from being followed. */
  static Optional<Trouble> objection(HttpUrl from, String location, int requests) {
    HttpUrl to = from.resolve(location);
    if (to == null) {
      return refused("failed to parse Location header \"%s\"".formatted(location));
    }
    if (from.isHttps() && !to.isHttps()) {
      return Optional.of(
          Trouble.of(
              Phase.WAIT,
              "redirected from secure URL %s to insecure URL %s".formatted(from, to),
              "http.insecure-refused"));
    }
    return requests >= MOST_REQUESTS
        ? refused("stopped after %d redirects".formatted(MOST_REQUESTS))
        : Optional.empty();
  }

  private static Optional<Trouble> refused(String says) {
    return Optional.of(Trouble.of(Phase.WAIT, says, "http.unexpected-answer"));
  }

  /** The headers for the next request; another server gets no credentials. */
  static Map<String, String> headers(Map<String, String> headers, HttpUrl from, HttpUrl to) {
    boolean same =
        from.host().equals(to.host())
            && from.port() == to.port()
            && from.scheme().equals(to.scheme());
    Map<String, String> kept = new TreeMap<>(headers);
    if (!same) {
      kept.keySet().removeIf(name -> CREDENTIALS.contains(name.toLowerCase(Locale.ROOT)));
    }
    return kept;
  }
}
