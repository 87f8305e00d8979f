package dev.modmedic.region;

import dev.modmedic.probe.Attempt;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.region.AgentEvent.Offline;
import dev.modmedic.region.AgentEvent.Online;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells a target that is down from a machine that is offline, before a failure is reported.
 *
 * <p>A failure stands if, since its probe began, another place was reached. Otherwise references
 * are tried: the agent is offline once none of them answered in two looks in a row, and online
 * again once one did in two looks in a row; a passed probe counts as a good look.
 */
public final class SelfCheck {
  private static final String REFUSED = "tcp.connection-refused";

  private final References references;
  private final Reachability reachability;
  private final AgentClock clock;
  private final Duration pause;
  private final Consumer<AgentEvent> events;
  private final ReentrantLock looking = new ReentrantLock();

  private Instant lookedAt = Instant.EPOCH;

  /** How many looks in a row contradicted what is thought. */
  private int against;

  private volatile boolean online = true;

  /**
   * @param pause between two looks, which also bounds how often references are tried
   */
  public SelfCheck(
      References references,
      Reachability reachability,
      AgentClock clock,
      Duration pause,
      Consumer<AgentEvent> events) {
    this.references = references;
    this.reachability = reachability;
    this.clock = clock;
    this.pause = pause;
    this.events = events;
  }

  /** When a probe begins that does so now; for {@link #judge}. */
  Instant begin() {
    return clock.steady();
  }

  /** What the last looks said; true as long as there was no reason to look. */
  public boolean isOnline() {
    return online;
  }

  /**
   * Lets a result stand, or turns a failure into {@link Outcome#OFFLINE}; may take some seconds.
   *
   * @param began when the probe began, by {@link AgentClock#steady}
   */
  public ProbeResult judge(Assignment assignment, Instant began, ProbeResult result)
      throws InterruptedException {
    HostPort target = HostPort.of(assignment.target().url());
    return switch (result.outcome()) {
      case FAILED -> somebodyAnswered(result) || isOnline(target, began) ? result : offline(result);
      case PASSED, DEGRADED -> {
        if (assignment.vantage().egress() == null) {
          passed(target, began);
          references.proveOnce(reachability);
        }
        yield result;
      }
      case OFFLINE -> result;
    };
  }

  /** Whether a failure shows by itself that there is a network: a status came, or a refusal. */
  private static boolean somebodyAnswered(ProbeResult result) {
    return Stream.concat(Stream.of(result.first()), result.confirmations().stream())
        .anyMatch(attempt ->
            attempt.status() != null
                || (attempt.failure() != null && REFUSED.equals(attempt.failure().code())));
  }

  /** Looks again while offline, so that the end of it is noticed without any probe. */
  public void lookAgain() throws InterruptedException {
    if (!online) {
      isOnline(null, clock.steady());
    }
  }

  private synchronized void passed(HostPort target, Instant began) {
    references.passed(target, began);
    if (!online && began.isAfter(lookedAt)) {
      lookedAt = began;
      note(true);
    }
  }

  private boolean isOnline(@Nullable HostPort target, Instant began) throws InterruptedException {
    looking.lockInterruptibly(); // others that wait for it share what this one sees
    try {
      if (online && references.anotherPassedSince(target, began)) {
        return true;
      }
      if (lookedAt().isBefore(began)) {
        look(target);
      }
      while (isUndecided()) {
        look(target);
      }
      return online;
    } finally {
      looking.unlock();
    }
  }

  private synchronized Instant lookedAt() {
    return lookedAt;
  }

  private synchronized boolean isUndecided() {
    return against > 0;
  }

  private void look(@Nullable HostPort target) throws InterruptedException {
    Duration rest = Duration.between(clock.steady(), lookedAt().plus(pause));
    if (rest.isPositive()) {
      Thread.sleep(rest);
    }
    Instant now = clock.steady();
    boolean reached = references.showOnline(reachability, target, now, online);
    synchronized (this) {
      lookedAt = now;
      note(reached);
    }
  }

  /** Two looks in a row that contradict what was thought change it. */
  private void note(boolean reached) {
    against = reached == online ? 0 : against + 1;
    if (against == 2) {
      against = 0;
      online = reached;
      events.accept(reached ? new Online() : new Offline());
    }
  }

  private static ProbeResult offline(ProbeResult result) {
    return new ProbeResult(
        result.startedAt(),
        Outcome.OFFLINE,
        ownNetwork(result.first()),
        result.confirmations().stream().map(SelfCheck::ownNetwork).toList(),
        result.checks(),
        result.certificateExpiresAt(),
        result.facts());
  }

  private static Attempt ownNetwork(Attempt attempt) {
    Failure failure = attempt.failure();
    if (failure == null) {
      return attempt;
    }
    return new Attempt(
        attempt.timings(),
        attempt.total(),
        attempt.bytes(),
        attempt.address(),
        attempt.status(),
        new Failure(FailureSource.OWN_NETWORK, failure.code(), failure.message(), failure.phase()));
  }
}
