package dev.modmedic.region;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A server that assigns what it was told and counts each result once, as the real one does; its
 * line can be cut, also between a question and its answer.
 */
final class ScriptedServer implements ServerLink {
  private record Identity(UUID assignment, Instant due) {}

  /** How the line is. */
  enum Line {
    WHOLE,
    CUT,
    /** Questions arrive, answers get lost. */
    ANSWERS_LOST
  }

  private final InstantSource clock;
  private final List<Assignment> assignments = new ArrayList<>();
  private final List<Requested> now = new ArrayList<>();
  private final Map<Identity, RunResult> accepted =
      new TreeMap<>(Comparator.comparing(Identity::due).thenComparing(Identity::assignment));
  private final List<List<RunResult>> batches = new ArrayList<>();
  private final List<SyncRequest> requests = new ArrayList<>();
  private Line line = Line.WHOLE;
  private boolean active = true;
  private boolean revoked;
  private int duplicates;

  ScriptedServer(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void assign(Assignment assignment) {
    assignments.add(assignment);
  }

  synchronized void request(Assignment assignment, Instant due) {
    now.add(new Requested(assignment, due));
  }

  synchronized void line(Line how) {
    line = how;
  }

  synchronized void active(boolean isActive) {
    active = isActive;
  }

  synchronized void revoke() {
    revoked = true;
  }

  @Override
  public synchronized SyncAnswer sync(SyncRequest request) {
    checkLine();
    requests.add(request);
    String version = String.valueOf(assignments.size());
    SyncAnswer answer =
        new SyncAnswer(
            clock.instant(),
            active && !request.leaving(),
            Duration.ofHours(1),
            version,
            version.equals(request.assignmentsVersion()) ? null : List.copyOf(assignments),
            List.copyOf(now),
            Duration.ofMillis(50));
    checkAnswer();
    return answer;
  }

  @Override
  public synchronized BatchAnswer push(List<RunResult> results) {
    checkLine();
    batches.add(results);
    int before = accepted.size();
    List<BatchAnswer.Refused> refused = new ArrayList<>();
    for (RunResult result : results) {
      if (knows(result.assignment())) {
        accepted.putIfAbsent(new Identity(result.assignment(), result.due()), result);
      } else {
        refused.add(new BatchAnswer.Refused(result.assignment(), result.due(), "never assigned"));
      }
    }
    int fresh = accepted.size() - before;
    int again = results.size() - refused.size() - fresh;
    duplicates += again;
    checkAnswer();
    return new BatchAnswer(fresh, again, refused);
  }

  private boolean knows(UUID assignment) {
    return assignments.stream().anyMatch(one -> one.id().equals(assignment))
        || now.stream().anyMatch(one -> one.assignment().id().equals(assignment));
  }

  private void checkLine() {
    if (revoked) {
      throw new LinkRefused("This token was revoked.");
    }
    if (line == Line.CUT) {
      throw new LinkBroken("the line is cut", null);
    }
  }

  private void checkAnswer() {
    if (line == Line.ANSWERS_LOST) {
      throw new LinkBroken("the answer got lost", null);
    }
  }

  /** Each result once, by due time. */
  synchronized List<RunResult> accepted() {
    return List.copyOf(accepted.values());
  }

  synchronized int duplicates() {
    return duplicates;
  }

  synchronized List<List<RunResult>> batches() {
    return List.copyOf(batches);
  }

  synchronized List<SyncRequest> requests() {
    return List.copyOf(requests);
  }
}
