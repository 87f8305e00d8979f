package dev.modmedic.go;

import java.util.List;

/**
 * What go did, or would do, in one replay.
 *
 * @param taken the steps in order
 * @param requests the URLs that go itself asked for, in order; those of git are not among them
 */
public record Replay(List<Step> taken, List<String> requests, End end) {

  /** How it ends. */
  public sealed interface End {
    /** All files are there and vouched for. */
    record Downloaded(String version) implements End {}

    /**
     * Go reports the error of this step; errors of other steps stay hidden.
     *
     * @param notExist whether go takes the error for "not exist"
     */
    record Failed(Step step, Outcome outcome, boolean notExist) implements End {}

    /** Go stops before it asks anybody, with this message. */
    record Refused(String problem) implements End {}
  }

  public Replay {
    taken = List.copyOf(taken);
    requests = List.copyOf(requests);
  }

  /** Whether go has all files. */
  public boolean succeeds() {
    return end instanceof End.Downloaded;
  }
}
