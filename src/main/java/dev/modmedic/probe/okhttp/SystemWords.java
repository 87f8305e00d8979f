package dev.modmedic.probe.okhttp;

import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The operating system's errors, found in what Java says and said as {@code go} says them. */
final class SystemWords {
  /** Words of Java, and those of {@code go} with the root cause, the more special first. */
  private static final List<Map.Entry<String, Said>> KNOWN =
      List.of(
          known("connection refused", "tcp.connection-refused", false),
          known("connection reset", "connection reset by peer", "tcp.connection-reset", false),
          known("broken pipe", "tcp.connection-reset", false),
          known("connection aborted", "software caused connection abort", "tcp.connection-reset"),
          known("no route to host", "tcp.unreachable", false),
          known("host is down", "tcp.unreachable", false),
          known("host is unreachable", "no route to host", "tcp.unreachable", false),
          known("network is unreachable", "tcp.unreachable", true),
          known("network is down", "tcp.unreachable", true),
          known("cannot assign requested address", "tcp.ports-exhausted", true),
          known("operation not permitted", "tcp.blocked-locally", true),
          known("permission denied", "tcp.blocked-locally", true),
          known("too many open files", "os.too-many-open-files", true),
          known("not connected", "socket is not connected", "tcp.socket-not-connected"),
          known("timed out", "connection timed out", "tcp.connect-timeout", false),
          known("protocol family unavailable", "network is unreachable", "tcp.unreachable", true));

  private SystemWords() {}

  /**
   * One error.
   *
   * @param own whether it says something about this machine rather than about the other one
   */
  record Said(String words, String code, boolean own) {}

  /** What the system reported, if it was the system that failed. */
  static Optional<Said> of(IOException failure) {
    // OkHttp wraps what it gets, so the innermost failure is the system's.
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(SocketException.class::isInstance)
        .reduce((outer, inner) -> inner)
        .map(inner -> String.valueOf(inner.getMessage()).toLowerCase(Locale.ROOT))
        .flatMap(message ->
            KNOWN.stream()
                .filter(entry -> message.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst());
  }

  private static Map.Entry<String, Said> known(String java, String code, boolean own) {
    return known(java, java, code, own);
  }

  private static Map.Entry<String, Said> known(String java, String go, String code) {
    return known(java, go, code, false);
  }

  private static Map.Entry<String, Said> known(String java, String go, String code, boolean own) {
    return Map.entry(java, new Said(go, code, own));
  }
}
