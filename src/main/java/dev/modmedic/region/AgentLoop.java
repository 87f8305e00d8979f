package dev.modmedic.region;

import dev.modmedic.probe.Prober;
import dev.modmedic.region.Deadlines.TookTooLong;
import dev.modmedic.region.ServerLink.LinkBroken;
import dev.modmedic.region.ServerLink.LinkRefused;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** A regional agent: does what the server assigned, with and without a connection to it. */
public final class AgentLoop implements AutoCloseable {
  private static final Duration LAST_CALL = Duration.ofSeconds(2);
  private static final Duration LAST_RUNS = Duration.ofMillis(1_500);

  private final Deadlines deadlines = new Deadlines();
  private final SpoolWriter writer;
  private final RunMaker maker;
  private final RunLoop runs;
  private final Liaison liaison;
  private boolean started;

  /**
   * @param version of this program, for the server to show
   * @param capacity the most regular runs at once
   * @param firstRetry the rest after a first failed call, doubled up to 32 times
   */
  public record Settings(String version, int capacity, Duration firstRetry) {
    public Settings {
      Objects.requireNonNull(version, "version");
      Objects.requireNonNull(firstRetry, "firstRetry");
      if (capacity < 1) {
        throw new IllegalArgumentException("no capacity: " + capacity);
      }
    }
  }

  /**
   * @param prober its clock should be {@code clock}, so that results have the server's time
   */
  public AgentLoop(
      AgentClock clock,
      ServerLink link,
      Spool spool,
      Prober prober,
      SelfCheck selfCheck,
      AssignmentMemory memory,
      Consumer<AgentEvent> events,
      Settings settings) {
    this.writer = new SpoolWriter(spool, this::resultsWritten, events);
    this.maker = new RunMaker(clock, prober, selfCheck, writer, deadlines, events);
    this.runs = new RunLoop(clock, maker, events, settings.capacity());
    this.liaison = new Liaison(clock, link, spool, selfCheck, runs, memory, events, settings);
  }

  private void resultsWritten() {
    liaison.resultsWritten();
  }

  /**
   * Asks the server once, and goes on by itself whether it answers or not: with what was assigned
   * before, while that still holds.
   *
   * @throws LinkRefused if the token is unknown or revoked; then nothing was started
   */
  public synchronized void start() throws InterruptedException {
    try {
      liaison.syncOnce(false);
    } catch (LinkBroken e) {
      liaison.startDisconnected(e);
    }
    started = true;
    writer.start();
    runs.start();
    liaison.start();
  }

  /** The region that the server's assignments are for; empty as long as there are none. */
  public Optional<String> region() {
    return runs.region();
  }

  /** Waits until the server refuses the token; empty if the agent is closed before. */
  public Optional<LinkRefused> awaitEnd() {
    return liaison.ended().join();
  }

  /** Leaves: lets another agent take over, and hands over what it can in a few seconds. */
  @Override
  public synchronized void close() {
    try {
      if (started) {
        started = false;
        leave();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      deadlines.close();
    }
  }

  private void leave() throws InterruptedException {
    runs.end();
    boolean known = !liaison.ended().isDone();
    liaison.end();
    if (known) {
      lastCall(() -> liaison.syncOnce(true));
    }
    maker.end(LAST_RUNS);
    writer.close();
    if (known) {
      lastCall(() -> {
        liaison.deliverAll();
        return Boolean.TRUE;
      });
    }
  }

  private <T> void lastCall(Deadlines.Call<T> call) throws InterruptedException {
    try {
      deadlines.within(LAST_CALL, call);
    } catch (LinkBroken | LinkRefused | TookTooLong e) {
      // The spool keeps what could not be handed over; the lease ends by itself.
    }
  }
}
