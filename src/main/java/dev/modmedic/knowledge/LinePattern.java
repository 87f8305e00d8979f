package dev.modmedic.knowledge;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A compiled pattern that is tried on one line. */
public interface LinePattern {
  /** The pattern as it was written. */
  String source();

  /** The capture names, each a word of {@link Captures}. */
  Set<String> captures();

  /** The first place at or after {@code from} in {@code line} where the pattern matches. */
  Optional<Match> find(String line, int from);

  /**
   * One place where a pattern matched.
   *
   * @param start offset of the first character matched
   * @param end offset after the last
   * @param captures what the named groups that took part caught
   */
  record Match(int start, int end, Map<String, String> captures) {
    public Match {
      captures = Map.copyOf(captures);
    }
  }

  /**
   * Whether a text holds the words without which no part of it matches; much cheaper than a match.
   */
  boolean mayStandIn(String text);

  /** Makes patterns from RE2 syntax. */
  interface Compiler {
    /**
     * @throws IllegalArgumentException if {@code source} is not a pattern; the message says why
     */
    LinePattern compile(String source);
  }
}
