package dev.modmedic.region;

import dev.modmedic.probe.Vantage;
import dev.modmedic.region.AssignmentMemory.Kept;
import dev.modmedic.region.ServerLink.Requested;
import dev.modmedic.region.ServerLink.SyncAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;

/**
 * What an agent has to do, and which runs start now. All times are the server's; for one thread at
 * a time.
 */
final class RunPlan {
  private static final int REQUESTS_KNOWN = 10_000;

  private final int capacity;
  private final Map<UUID, Entry> inForce = new HashMap<>();
  private final PriorityQueue<Entry> byDue =
      new PriorityQueue<>(Comparator.comparing((Entry entry) -> entry.due));
  private final Deque<Run> waiting = new ArrayDeque<>();
  private final Set<UUID> probing = new LinkedHashSet<>();
  private final Set<Identity> known = new LinkedHashSet<>();
  private int inHand;
  private String version = "";
  private Instant activeUntil = Instant.MIN;

  /**
   * @param capacity the most regular runs in hand at once
   */
  RunPlan(int capacity) {
    this.capacity = capacity;
  }

  /** An assignment and its next due time. */
  private static final class Entry {
    private Assignment assignment;
    private Instant due;

    Entry(Assignment assignment, Instant due) {
      this.assignment = assignment;
      this.due = due;
    }
  }

  /** What tells one run from all others. */
  private record Identity(UUID assignment, Instant due) {}

  /**
   * What to do now.
   *
   * @param start runs to be started
   * @param skipped how many due runs are given up, because they can no longer start in time
   */
  record Turn(List<Run> start, int skipped) {
    Turn {
      start = List.copyOf(start);
    }
  }

  /** Of the assignments in force; empty before there are any. */
  String version() {
    return version;
  }

  int assignments() {
    return inForce.size();
  }

  /** The region that the assignments are made in; empty as long as there are none. */
  Optional<String> region() {
    return inForce.values().stream()
        .map(entry -> entry.assignment.vantage())
        .filter(vantage -> vantage.egress() == null)
        .map(Vantage::region)
        .findFirst();
  }

  boolean isActive(Instant now) {
    return now.isBefore(activeUntil);
  }

  /** Goes on with what was kept; the server will tell everything anew. */
  void resume(Kept kept, Instant now) {
    activeUntil = kept.until();
    replace(kept.assignments(), now);
  }

  /** What to keep for a start without the server. */
  Kept kept(Duration ahead) {
    return new Kept(
        activeUntil.equals(Instant.MIN) ? Instant.EPOCH : activeUntil,
        ahead,
        inForce.values().stream()
            .map(entry -> entry.assignment)
            .sorted(Comparator.comparing(Assignment::id))
            .toList());
  }

  /**
   * Takes over what the server answered.
   *
   * @return whether the assignments are others than before
   */
  boolean follow(SyncAnswer answer, Instant now) {
    List<Assignment> before = kept(Duration.ZERO).assignments();
    boolean wasActive = isActive(now);
    activeUntil = answer.active() ? answer.serverTime().plus(answer.activeFor()) : Instant.MIN;
    List<Assignment> assignments = answer.assignments();
    if (assignments != null) {
      version = answer.assignmentsVersion();
      replace(assignments, now);
    }
    if (!wasActive) {
      realign(now); // what was due before was another agent's, or nobody's
    }
    answer.now().forEach(this::request);
    return !before.equals(kept(Duration.ZERO).assignments());
  }

  private void replace(List<Assignment> assignments, Instant now) {
    Map<UUID, Entry> earlier = Map.copyOf(inForce);
    inForce.clear();
    for (Assignment assignment : assignments) {
      Entry entry = earlier.get(assignment.id());
      if (entry == null || !entry.assignment.schedule().equals(assignment.schedule())) {
        entry = new Entry(assignment, assignment.schedule().after(now));
      }
      entry.assignment = assignment;
      inForce.put(assignment.id(), entry);
    }
    byDue.clear();
    byDue.addAll(inForce.values());
    waiting.removeIf(run -> !run.requested() && !inForce.containsKey(run.assignment().id()));
  }

  /** The server hands a requested run out again if no result came for a while. */
  private void request(Requested requested) {
    if (known.add(new Identity(requested.assignment().id(), requested.due()))) {
      waiting.addFirst(new Run(requested.assignment(), requested.due(), true));
    }
    if (known.size() > REQUESTS_KNOWN) {
      known.remove(known.iterator().next());
    }
  }

  /** Starts every schedule anew, after the clock jumped or a pause. */
  void realign(Instant now) {
    inForce.values().forEach(entry -> entry.due = entry.assignment.schedule().after(now));
    byDue.clear();
    byDue.addAll(inForce.values());
  }

  /** Decides what starts now; each run in it has to be {@link #probed} and {@link #finished}. */
  Turn turn(Instant now) {
    int skipped = 0;
    if (isActive(now)) {
      skipped = takeDue(now);
    } else {
      waiting.removeIf(run -> !run.requested());
    }
    List<Run> start = new ArrayList<>();
    for (Iterator<Run> runs = waiting.iterator(); runs.hasNext(); ) {
      Run run = runs.next();
      if (now.isAfter(run.latestStart())) {
        skipped++;
        runs.remove();
      } else if ((run.requested() || inHand < capacity) && probing.add(run.assignment().id())) {
        inHand++;
        start.add(run);
        runs.remove();
      }
    }
    return new Turn(start, skipped);
  }

  /**
   * Moves due runs to those that wait; after a long delay only the last of each assignment.
   *
   * @return how many were left out
   */
  private int takeDue(Instant now) {
    long skipped = 0;
    for (Entry next = byDue.peek(); next != null && !next.due.isAfter(now); next = byDue.peek()) {
      byDue.remove();
      Schedule schedule = next.assignment.schedule();
      Instant due = schedule.atOrBefore(now);
      skipped += Duration.between(next.due, due).dividedBy(schedule.interval());
      waiting.addLast(new Run(next.assignment, due, false));
      next.due = schedule.after(now);
      byDue.add(next);
    }
    return Math.toIntExact(skipped);
  }

  /** The probe ended; the next run of its assignment may start. */
  void probed(Run run) {
    probing.remove(run.assignment().id());
  }

  /**
   * Nothing is left to do for a run, so another may take its place.
   *
   * @param done false if there is no result, so that the server may ask for it again
   */
  void finished(Run run, boolean done) {
    inHand--;
    if (!done) {
      known.remove(new Identity(run.assignment().id(), run.due()));
    }
  }

  int inHand() {
    return inHand;
  }

  /** When something may be to be done again, unless something happens before. */
  Instant wakeAt(Instant now) {
    Entry next = byDue.peek();
    Instant due = next == null || !isActive(now) ? Instant.MAX : next.due;
    return waiting.stream()
        .map(Run::latestStart)
        .filter(latest -> !latest.equals(Instant.MAX))
        .map(latest -> latest.plusMillis(1))
        .reduce(isActive(now) ? earlier(due, activeUntil) : due, RunPlan::earlier);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
