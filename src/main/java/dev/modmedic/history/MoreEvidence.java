package dev.modmedic.history;

import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.LogText;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a client learned after a diagnosis.
 *
 * @param log more output; empty when there is none
 * @param outcomes ids of check outcomes, as {@code check/outcome}
 */
public record MoreEvidence(String log, Environment environment, List<String> outcomes) {
  /** As long as what one request can bring, so that a chain of revisions does not grow for ever. */
  static final int LONGEST_LOG = 16 << 20;

  public MoreEvidence {
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(environment, "environment");
    outcomes = outcomes.stream().distinct().toList();
  }

  public boolean isNothing() {
    return log.isBlank() && environment.values().isEmpty() && outcomes.isEmpty();
  }

  /**
   * The earlier inquiry with this added.
   *
   * @throws LogTooLong if there would be more log than can be posted at once
   */
  public Inquiry addedTo(Inquiry earlier) {
    return new Inquiry(
        log.isBlank() ? earlier.log() : LogText.of(joined(earlier.log().posted())),
        earlier.environment().with(environment),
        earlier.context(),
        Stream.concat(
                earlier.outcomes().stream().filter(outcome -> !isAnsweredAgain(outcome)),
                outcomes.stream())
            .toList());
  }

  /** On a line of its own, so that the numbers of earlier lines stay true. */
  private String joined(String earlier) {
    String between = earlier.isEmpty() || earlier.endsWith("\n") ? "" : "\n";
    if ((long) earlier.length() + between.length() + log.length() > LONGEST_LOG) {
      throw new LogTooLong();
    }
    return earlier + between + log;
  }

  private boolean isAnsweredAgain(String outcome) {
    String check = outcome.substring(0, outcome.indexOf('/') + 1);
    return outcomes.stream().anyMatch(newer -> newer.startsWith(check));
  }
}
