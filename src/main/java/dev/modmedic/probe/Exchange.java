package dev.modmedic.probe;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How one GET went. */
public sealed interface Exchange<T> {
  /** Times, bytes and address; its failure is null exactly if the exchange went through. */
  Attempt attempt();

  /**
   * A whole answer came.
   *
   * @param headers names in lower case
   * @param body what the reader made of it; null unless the status is 200
   * @param text of any other status: the body's beginning as {@code go} would show it, at most 8
   *     lines, empty unless it is plain text
   * @param url the last one, behind redirects
   * @param certificateExpiresAt the earliest end in the chain; null without TLS
   */
  record Answered<T>(
      Attempt attempt,
      int status,
      Map<String, List<String>> headers,
      @Nullable T body,
      String text,
      URI url,
      @Nullable Instant certificateExpiresAt)
      implements Exchange<T> {
    public Answered {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * No whole answer came; the attempt has the failure.
   *
   * @param atLeast how many bytes the body has at least, if it was we who broke it off since it has
   *     more than allowed; otherwise 0
   */
  record Broken<T>(Attempt attempt, long atLeast) implements Exchange<T> {}
}
