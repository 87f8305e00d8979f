package dev.modmedic.probe;

import java.util.List;
import java.util.Locale;

/** Who has to be looked at when a probe failed. */
public enum FailureSource {
  /** The watched server, or the way to it. */
  TARGET,
  /** A resolver. */
  RESOLVER,
  /** The vantage itself; says nothing about the target. */
  OWN_NETWORK;

  /** What this machine's system says of its own, in the words of {@code go}. */
  private static final List<String> OWN_WORDS =
      List.of(
          "network is unreachable",
          "network is down",
          "cannot assign requested address",
          "operation not permitted",
          "permission denied",
          "too many open files");

  /**
   * Who has to be looked at when a name was not resolved.
   *
   * @param says in the words of {@code go}; a question that did not leave this machine says nothing
   *     about the resolver
   */
  public static FailureSource ofLookup(String says) {
    return OWN_WORDS.stream().anyMatch(says::endsWith) ? OWN_NETWORK : RESOLVER;
  }

  /** As it stands in the API and in tables: {@code own-network}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
