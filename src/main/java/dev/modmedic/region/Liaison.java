package dev.modmedic.region;

import dev.modmedic.region.AgentEvent.Disconnected;
import dev.modmedic.region.AgentEvent.Reconnected;
import dev.modmedic.region.AgentEvent.Stumbled;
import dev.modmedic.region.AgentEvent.Waiting;
import dev.modmedic.region.AssignmentMemory.Kept;
import dev.modmedic.region.ServerLink.LinkBroken;
import dev.modmedic.region.ServerLink.LinkRefused;
import dev.modmedic.region.ServerLink.SyncAnswer;
import dev.modmedic.region.ServerLink.SyncRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps in touch with the server: asks what to do, and hands results over, each on a thread. */
final class Liaison {
  /** Results that come within this time of each other go in one batch. */
  private static final Duration GATHERING = Duration.ofMillis(200);

  private static final Duration SHORTEST = Duration.ofMillis(50);
  private static final Duration REST_AFTER_ERROR = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final AgentClock clock;
  private final ServerLink link;
  private final Spool spool;
  private final SelfCheck selfCheck;
  private final RunLoop runs;
  private final AssignmentMemory memory;
  private final Consumer<AgentEvent> events;
  private final AgentLoop.Settings settings;
  private final Delivery delivery;
  private final Semaphore written = new Semaphore(0);
  private final Semaphore recovered = new Semaphore(0);
  private final CompletableFuture<Optional<LinkRefused>> ended = new CompletableFuture<>();
  private final Thread syncing = Thread.ofPlatform().daemon().name("sync").unstarted(this::sync);
  private final Thread delivering =
      Thread.ofPlatform().daemon().name("delivery").unstarted(this::deliver);
  private boolean syncs = true;
  private boolean delivers = true;
  private @Nullable Kept kept;

  Liaison(
      AgentClock clock,
      ServerLink link,
      Spool spool,
      SelfCheck selfCheck,
      RunLoop runs,
      AssignmentMemory memory,
      Consumer<AgentEvent> events,
      AgentLoop.Settings settings) {
    this.clock = clock;
    this.link = link;
    this.spool = spool;
    this.selfCheck = selfCheck;
    this.runs = runs;
    this.memory = memory;
    this.events = events;
    this.settings = settings;
    this.delivery = new Delivery(spool, link, events);
  }

  void start() {
    syncing.start();
    delivering.start();
  }

  /** Tells the delivery that there is something to deliver. */
  void resultsWritten() {
    written.release();
  }

  /**
   * Asks once.
   *
   * @return when to ask again
   * @throws LinkRefused if the token is unknown or revoked
   */
  Duration syncOnce(boolean leaving) throws InterruptedException {
    Instant sent = clock.steady();
    SyncAnswer answer;
    try {
      answer =
          link.sync(
              new SyncRequest(
                  runs.version(),
                  settings.version(),
                  clock.wall(),
                  selfCheck.isOnline(),
                  spool.size(),
                  spool.dropped(),
                  leaving));
    } catch (LinkRefused e) {
      memory.forget();
      throw e;
    }
    boolean jumped = clock.observe(sent, answer.serverTime());
    runs.follow(answer, jumped);
    keep();
    return answer.syncAfter();
  }

  /** Written only when something changed, or a minute later; each answer brings a new end. */
  private void keep() {
    Kept now = runs.kept(Duration.between(clock.wall(), clock.instant()));
    if (kept == null || !kept.isGoodFor(now)) {
      memory.keep(now);
      kept = now;
    }
  }

  private void sync() {
    Backoff backoff = new Backoff(settings.firstRetry());
    untilRefused(() -> {
      Duration rest;
      try {
        rest = syncOnce(false);
        backoff.reset();
        syncSucceeded();
      } catch (LinkBroken e) {
        rest = backoff.next();
        connection(false, delivers, String.valueOf(e.getMessage()));
      }
      selfCheck.lookAgain();
      Thread.sleep(bounded(rest));
    });
  }

  private static Duration bounded(Duration rest) {
    return rest.compareTo(SHORTEST) < 0 ? SHORTEST : rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
  }

  private void deliver() {
    Backoff backoff = new Backoff(settings.firstRetry());
    untilRefused(() -> {
      try {
        written.drainPermits();
        boolean delivered = delivery.step();
        backoff.reset();
        if (delivered) {
          connection(syncs, true, "");
        } else {
          written.acquire();
          Thread.sleep(GATHERING);
        }
      } catch (LinkBroken e) {
        connection(syncs, false, String.valueOf(e.getMessage()));
        recovered.drainPermits();
        recovered.tryAcquire(backoff.next().toMillis(), TimeUnit.MILLISECONDS);
      }
    });
  }

  /** One round of a thread that goes on until it is interrupted or the server refuses the token. */
  private interface Round {
    void run() throws InterruptedException;
  }

  private void untilRefused(Round round) {
    try {
      while (!ended.isDone()) {
        attempt(round);
      }
    } catch (LinkRefused e) {
      ended.complete(Optional.of(e));
    } catch (InterruptedException e) {
      // Asked to end.
    }
  }

  private void attempt(Round round) throws InterruptedException {
    try {
      round.run();
    } catch (LinkRefused e) {
      throw e;
    } catch (RuntimeException e) {
      events.accept(new Stumbled(e));
      Thread.sleep(REST_AFTER_ERROR);
    }
  }

  private void syncSucceeded() {
    boolean back;
    synchronized (this) {
      back = !syncs;
    }
    // Whoever answers again is trusted with results again.
    connection(true, back || delivers, "");
    if (back) {
      recovered.release();
    }
  }

  /** Tells the first failure after all was well, and when all is well again. */
  private synchronized void connection(boolean nowSyncs, boolean nowDelivers, String why) {
    boolean before = syncs && delivers;
    syncs = nowSyncs;
    delivers = nowDelivers;
    boolean after = syncs && delivers;
    if (before != after) {
      events.accept(after ? new Reconnected(spool.size()) : new Disconnected(why));
    }
  }

  /** Goes on with what was assigned before, as far as that still holds. */
  void startDisconnected(LinkBroken e) {
    synchronized (this) {
      syncs = false;
    }
    String why = String.valueOf(e.getMessage());
    Optional<Kept> before = memory.recall();
    before.ifPresent(earlier -> clock.assume(earlier.ahead()));
    boolean resumed = before.filter(runs::resume).isPresent();
    events.accept(resumed ? new Disconnected(why) : new Waiting(why));
  }

  /** Completes once the server refuses the token, or with nothing once this is ended. */
  CompletableFuture<Optional<LinkRefused>> ended() {
    return ended;
  }

  /** Ends the threads; what they were about is left as it is. */
  void end() throws InterruptedException {
    ended.complete(Optional.empty());
    syncing.interrupt();
    delivering.interrupt();
    syncing.join();
    delivering.join();
  }

  /** Hands over everything that waits. */
  void deliverAll() throws InterruptedException {
    while (delivery.step()) {
      // one batch after the other
    }
  }
}
