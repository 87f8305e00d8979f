package dev.modmedic.region;

import dev.modmedic.probe.Prober;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The loop of an agent, with a scripted server in the same process. */
public final class AgentPunctuality {
  private AgentPunctuality() {}

  /** Probes so many targets once a second each, and says how punctually. */
  public static String measure(int rate, Prober prober, Duration warmUp, Duration length)
      throws InterruptedException {
    ScriptedServer server = new ScriptedServer(InstantSource.system());
    List<Assignment> assignments = new ArrayList<>();
    for (int i = 0; i < rate; i++) {
      assignments.add(AgentSamples.assignment("host" + i, Duration.ofSeconds(1)));
      server.assign(assignments.getLast());
    }
    AgentClock clock = new AgentClock(InstantSource.system(), System::nanoTime);
    SelfCheck selfCheck =
        new SelfCheck(
            List.of(),
            List.of(new HostPort("server.example.com", 443)),
            references -> true,
            clock,
            Duration.ZERO,
            event -> {});
    AgentLoop agent =
        new AgentLoop(
            clock,
            server,
            new MemorySpool(100_000),
            prober,
            selfCheck,
            new MemoryAssignments(),
            event -> {},
            new AgentLoop.Settings("bench", 2_000, Duration.ofMillis(100)));
    agent.start();
    TimeUnit.NANOSECONDS.sleep(warmUp.toNanos());
    Instant from = Instant.now();
    TimeUnit.NANOSECONDS.sleep(length.toNanos());
    Instant until = Instant.now().minus(1, ChronoUnit.SECONDS);
    agent.close();
    Punctuality found = new Punctuality();
    for (RunResult result : server.batches().stream().flatMap(List::stream).toList()) {
      if (!result.due().isBefore(from) && result.due().isBefore(until)) {
        found.add(result.assignment(), result.due(), result.result().startedAt());
      }
    }
    return found.over(assignments, from, until);
  }
}
