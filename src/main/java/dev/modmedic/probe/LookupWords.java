package dev.modmedic.probe;

import java.util.List;

/** What can be told of a failed lookup from the words of {@code go} alone. */
public final class LookupWords {
  /** What this machine's system says of its own. */
  private static final List<String> OWN =
      List.of(
          "network is unreachable",
          "network is down",
          "cannot assign requested address",
          "operation not permitted",
          "permission denied",
          "too many open files");

  private LookupWords() {}

  /** Who has to be looked at; a question that did not leave here says nothing of the resolver. */
  public static FailureSource source(String says) {
    return OWN.stream().anyMatch(says::endsWith)
        ? FailureSource.OWN_NETWORK
        : FailureSource.RESOLVER;
  }

  /** The code if the knowledge names none: that of a resolver that answered only if it did. */
  public static String otherwise(String says) {
    if (says.contains("i/o timeout") || says.contains("deadline exceeded")) {
      return "dns.timeout";
    }
    return says.contains("misbehaving") ? "dns.server-failure" : "dns.resolver-unreachable";
  }
}
