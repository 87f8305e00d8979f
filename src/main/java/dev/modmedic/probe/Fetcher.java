package dev.modmedic.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * Gets URLs as {@code go} does, and tells how it went. Every connection, also behind a redirect, is
 * held against the egress policy; redirects go at most ten far and never from https to http.
 */
public interface Fetcher {
  /**
   * Gets one URL. Whatever goes wrong on the way is an {@link Exchange.Broken}.
   *
   * @param reader reads the body of a 200, and of nothing else; an exception of it other than of
   *     the stream it was given is the caller's
   */
  <T> Exchange<T> fetch(Fetch fetch, BodyReader<T> reader) throws InterruptedException;

  /**
   * What to get.
   *
   * @param deadline for the whole exchange, body included
   * @param maxBytes a body beyond this is broken off and the exchange broken, at once if it is
   *     declared to be longer
   */
  record Fetch(
      URI url, Vantage vantage, Map<String, String> headers, Duration deadline, long maxBytes) {
    public Fetch {
      Objects.requireNonNull(url, "url");
      Objects.requireNonNull(vantage, "vantage");
      headers = Map.copyOf(headers);
      Objects.requireNonNull(deadline, "deadline");
    }
  }

  /** Takes a body as it arrives. */
  interface BodyReader<T> {
    T read(InputStream body) throws IOException;
  }
}
