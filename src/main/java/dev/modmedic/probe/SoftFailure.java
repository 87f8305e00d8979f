package dev.modmedic.probe;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a "not found" for a module that is there really means. The status alone would send users
 * elsewhere without a word.
 *
 * @param kind what it comes to
 * @param says in words, with what it was concluded from
 */
record SoftFailure(Kind kind, String says) {
  private static final Pattern MAX_AGE = Pattern.compile("max-age=(\\d{1,9})");

  /** The proxies' own time-outs lie between 30 and 60 seconds. */
  private static final Duration LONG = Duration.ofSeconds(25);

  private static final List<String> OUTAGES =
      List.of(
          "fetch timed out",
          "bad upstream",
          "connection refused",
          "connection reset",
          "context deadline exceeded",
          "context canceled",
          "i/o timeout",
          "tls handshake timeout",
          "no such host",
          "server misbehaving",
          "unexpected eof",
          "dial tcp",
          "internal server error",
          "bad gateway",
          "service unavailable",
          "gateway timeout");

  /** The kinds of "not found". */
  enum Kind {
    /** The proxy itself failed to fetch. */
    OUTAGE,
    /** The proxy has it not in store, and was told not to fetch it. */
    NOT_STORED,
    /** The proxy is sure, and lets others remember it. */
    DENIAL
  }

  /**
   * @param mayFetch whether the proxy was free to ask the origin
   */
  static SoftFailure of(Exchange.Answered<?> answer, boolean mayFetch) {
    String text = answer.text().toLowerCase(Locale.ROOT);
    String status = answer.status() + " ";
    for (String outage : OUTAGES) {
      if (text.contains(outage)) {
        return new SoftFailure(Kind.OUTAGE, status + "with \"" + outage + "\"");
      }
    }
    if (!mayFetch && text.contains("temporarily unavailable")) {
      return new SoftFailure(Kind.NOT_STORED, status + "since it is not in the proxy's store");
    }
    Duration took = answer.attempt().total();
    if (took.compareTo(LONG) > 0) {
      return new SoftFailure(Kind.OUTAGE, status + "after %d s".formatted(took.toSeconds()));
    }
    String caching = String.join(", ", answer.headers().getOrDefault("cache-control", List.of()));
    if (caching.contains("no-store") && !caching.contains("max-age")) {
      return new SoftFailure(Kind.OUTAGE, status + "that must not be cached (" + caching + ")");
    }
    Matcher age = MAX_AGE.matcher(caching);
    String remembered = age.find() ? ", remembered for %s s".formatted(age.group(1)) : "";
    return new SoftFailure(Kind.DENIAL, status + "for a version that is there" + remembered);
  }
}
