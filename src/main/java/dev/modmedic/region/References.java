package dev.modmedic.region;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Places that show whether this machine is online: what takes a connection proves that it is. Safe
 * for many threads.
 */
public final class References {
  private static final Duration RECENTLY = Duration.ofMinutes(10);
  private static final int OTHERS = 3;
  private static final int PASSED_KEPT = 100;

  private final List<HostPort> configured;
  private final List<HostPort> always;
  private final List<HostPort> perhaps;

  /** When the last passed probe of each place began. */
  private final Map<HostPort, Instant> passed = new LinkedHashMap<>();

  private final boolean asked;

  /** Whether it was tried what {@code perhaps} is worth. */
  private boolean tried;

  /** Whether one of {@code perhaps} was ever reached from here. */
  private boolean proven;

  private References(
      List<HostPort> configured, List<HostPort> always, List<HostPort> perhaps, boolean asked) {
    this.configured = List.copyOf(configured);
    this.always = List.copyOf(always);
    this.perhaps = configured.isEmpty() ? List.copyOf(perhaps) : List.of();
    this.asked = asked;
  }

  /** Nothing is asked, so that every failure stands. */
  public static References none() {
    return new References(List.of(), List.of(), List.of(), false);
  }

  /**
   * Those of an agent.
   *
   * @param configured if empty, the servers and the targets that were fine recently
   */
  public static References ofAgent(List<HostPort> configured, List<HostPort> servers) {
    return new References(configured, servers, List.of(), true);
  }

  /**
   * Those of the server's own region.
   *
   * @param configured if empty, the targets that were fine recently, and {@code perhaps}
   * @param perhaps places that a network of its own may never reach: their silence means nothing
   *     unless they were reached before, or nothing ever was
   */
  public static References ofServer(List<HostPort> configured, List<HostPort> perhaps) {
    return new References(configured, List.of(), perhaps, true);
  }

  synchronized void passed(HostPort target, Instant began) {
    passed.merge(target, began, (one, other) -> one.isAfter(other) ? one : other);
    if (passed.size() > PASSED_KEPT) {
      passed.entrySet().stream()
          .min(Map.Entry.comparingByValue())
          .map(Map.Entry::getKey)
          .ifPresent(passed::remove);
    }
  }

  /** Whether a probe of another place passed that began then or later. */
  synchronized boolean anotherPassedSince(@Nullable HostPort target, Instant began) {
    return passed.entrySet().stream()
        .anyMatch(entry -> !entry.getKey().equals(target) && !entry.getValue().isBefore(began));
  }

  /** Finds out once what the silence of places means that may be out of reach for ever. */
  void proveOnce(Reachability reachability) throws InterruptedException {
    synchronized (this) {
      if (tried || perhaps.isEmpty()) {
        return;
      }
      tried = true;
    }
    if (reachability.reachesAny(perhaps)) {
      prove();
    }
  }

  /**
   * Looks whether this machine is online; takes some seconds if it is not.
   *
   * @param target proves nothing, since it is the one in question; null if none is
   * @param online what is thought now; while offline, what was fine before stays a reference
   */
  boolean showOnline(
      Reachability reachability, @Nullable HostPort target, Instant now, boolean online)
      throws InterruptedException {
    if (!asked) {
      return true;
    }
    List<HostPort> sure = sure(target, online ? now.minus(RECENTLY) : Instant.MIN);
    List<HostPort> all = new ArrayList<>(sure);
    perhaps.stream().filter(one -> !one.equals(target)).forEach(all::add);
    if (!reachability.reachesAny(all)) {
      return sure.isEmpty() && meansNothing();
    }
    if (sure.isEmpty()) {
      prove();
    }
    return true;
  }

  private synchronized void prove() {
    proven = true;
  }

  /** Whether other places were reached from here, and never those that may be out of reach. */
  private synchronized boolean meansNothing() {
    return !proven && !passed.isEmpty();
  }

  private synchronized List<HostPort> sure(@Nullable HostPort target, Instant since) {
    if (!configured.isEmpty()) {
      return configured;
    }
    List<HostPort> sure = new ArrayList<>(always);
    passed.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(target) && !always.contains(entry.getKey()))
        .filter(entry -> entry.getValue().isAfter(since))
        .sorted(Map.Entry.<HostPort, Instant>comparingByValue(Comparator.reverseOrder()))
        .limit(OTHERS)
        .forEach(entry -> sure.add(entry.getKey()));
    return sure;
  }
}
