package dev.modmedic.region.agent;

import dev.modmedic.probe.Attempt;
import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.probe.Timings;
import dev.modmedic.region.AgentClock;
import dev.modmedic.region.AgentEvent;
import dev.modmedic.region.AgentLoop;
import dev.modmedic.region.HostPort;
import dev.modmedic.region.MemoryAssignments;
import dev.modmedic.region.RunResult;
import dev.modmedic.region.SelfCheck;
import dev.modmedic.region.ServerLink;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An agent as it is in its process, but whose probes all pass at once. */
final class TestAgent implements AutoCloseable {
  private final URI server;
  private final Queue<AgentEvent> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger delivered = new AtomicInteger();
  private String token = "";
  private Duration skew = Duration.ZERO;
  private @Nullable HttpServerLink link;
  private @Nullable FileSpool spool;
  private @Nullable AgentLoop loop;

  private TestAgent(URI server) {
    this.server = server;
  }

  static TestAgent at(URI server) {
    return new TestAgent(
        URI.create("http://127.0.0.1:" + server.getPort())); // whatever it calls itself
  }

  TestAgent token(String shown) {
    token = shown;
    return this;
  }

  TestAgent skewed(Duration by) {
    skew = by;
    return this;
  }

  TestAgent start(Path folder) {
    HttpServerLink http =
        new HttpServerLink(ServerAddress.of(server.toString()), token, Duration.ofSeconds(10));
    link = http;
    FileSpool files = FileSpool.open(folder, 64 << 20);
    spool = files;
    AgentClock clock =
        new AgentClock(InstantSource.offset(InstantSource.system(), skew), System::nanoTime);
    AgentLoop started =
        new AgentLoop(
            clock,
            counting(http),
            files,
            request -> passed(clock.instant()),
            new SelfCheck(
                List.of(),
                List.of(HostPort.of(server)),
                all -> true,
                clock,
                Duration.ZERO,
                events::add),
            new MemoryAssignments(),
            events::add,
            new AgentLoop.Settings("test", 100, Duration.ofMillis(50)));
    loop = started;
    try {
      started.start();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return this;
  }

  private ServerLink counting(ServerLink http) {
    return new ServerLink() {
      @Override
      public SyncAnswer sync(SyncRequest request) throws InterruptedException {
        return http.sync(request);
      }

      @Override
      public BatchAnswer push(List<RunResult> results) throws InterruptedException {
        delivered.addAndGet(results.size());
        return http.push(results);
      }
    };
  }

  private static ProbeResult passed(Instant startedAt) {
    return new ProbeResult(
        startedAt,
        Outcome.PASSED,
        new Attempt(Timings.NONE, Duration.ofMillis(1), 0, null, null, null),
        List.of(),
        List.of(),
        null,
        Map.of());
  }

  AgentLoop loop() {
    return Objects.requireNonNull(loop);
  }

  FileSpool spool() {
    return Objects.requireNonNull(spool);
  }

  /** Results handed over, each as often as it was. */
  int delivered() {
    return delivered.get();
  }

  String events() {
    return events.toString();
  }

  @Override
  public void close() {
    loop().close();
    Objects.requireNonNull(link).close();
    spool().close();
  }
}
