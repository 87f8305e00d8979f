package dev.modmedic.wiring;

import dev.modmedic.Application;
import dev.modmedic.diagnosis.CurrentEngine;
import dev.modmedic.probe.ProbeMemory;
import dev.modmedic.probe.Prober;
import dev.modmedic.region.AgentClock;
import dev.modmedic.region.AgentLoop;
import dev.modmedic.region.AssignmentMemory;
import dev.modmedic.region.HostPort;
import dev.modmedic.region.ReplicaLinks;
import dev.modmedic.region.SelfCheck;
import dev.modmedic.region.ServerLink;
import dev.modmedic.region.ServerLink.LinkRefused;
import dev.modmedic.region.agent.AgentFolder;
import dev.modmedic.region.agent.FileAssignmentMemory;
import dev.modmedic.region.agent.FileProbeMemory;
import dev.modmedic.region.agent.FileSpool;
import dev.modmedic.region.agent.HttpServerLink;
import dev.modmedic.region.agent.ServerAddress;
import dev.modmedic.region.agent.TcpReachability;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.core.value.PropertyResolver;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A regional agent as a process: no database, no port, one line to the server. */
public final class AgentService implements Program {
  private static final Logger LOG = LoggerFactory.getLogger(AgentService.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Opened opened = new Opened();
  private boolean started;

  /** Starts, and returns when the agent is closed. */
  @Override
  public void start() throws InterruptedException {
    Optional<LinkRefused> refused = open().awaitEnd();
    if (refused.isPresent()) {
      throw refused(refused.get());
    }
  }

  private synchronized AgentLoop open() throws InterruptedException {
    BundledKnowledge knowledge = new BundledKnowledge(); // the long part, joined by the prober
    BuildInfo build = BuildInfo.load();
    ApplicationContext context =
        ApplicationContext.builder(Application.class)
            .banner(false)
            .deduceEnvironment(false)
            .bootstrapEnvironment(false)
            .build();
    opened.add(context);
    Environment environment = context.getEnvironment().start();
    AgentSettings settings = AgentSettings.from(environment);
    AgentFolder folder = opened.add(AgentFolder.open(settings.folder()));
    FileSpool spool =
        opened.add(FileSpool.open(folder.path().resolve("spool"), settings.spoolBytes()));
    FileProbeMemory memory = FileProbeMemory.open(folder.path().resolve("memory.json"));
    AgentClock clock = AgentClock.system();
    KnowledgeReload reload = reload(knowledge, environment, clock.withZone(ZoneOffset.UTC));
    Prober prober = prober(reload.engine(), build, environment, clock, memory);
    var assignments =
        new FileAssignmentMemory(folder.path().resolve("assignments.json"), settings.token());
    AgentLoop loop = loop(build, settings, spool, prober, assignments, clock);
    opened.add(() -> leave(loop, spool));
    try {
      loop.start();
    } catch (LinkRefused e) {
      throw refused(e);
    }
    LOG.info("ModMedic {} agent of {}", build.version(), words(settings.servers()));
    report(loop, folder, spool);
    watch(reload, environment);
    started = true;
    return loop;
  }

  private static KnowledgeReload reload(
      BundledKnowledge bundled, PropertyResolver settings, Clock clock) {
    EngineFactory parts = new EngineFactory();
    String folders = text(settings, "modmedic.knowledge.folders");
    return parts.knowledgeReload(
        parts.knowledgeReader(bundled), parts.knowledgeFolders(bundled, folders), clock);
  }

  /** Changed files count here as they do at the server. */
  private void watch(KnowledgeReload reload, PropertyResolver settings) {
    Duration interval =
        settings
            .getProperty("modmedic.knowledge.watch-interval", Duration.class)
            .orElse(KnowledgeWatch.USUAL);
    KnowledgeWatch watch = new KnowledgeWatch(reload, interval);
    watch.start();
    opened.add(watch::stop);
  }

  private static Prober prober(
      CurrentEngine engine,
      BuildInfo build,
      PropertyResolver settings,
      AgentClock clock,
      ProbeMemory memory) {
    Clock serverTime = clock.withZone(ZoneOffset.UTC);
    return Probes.create(
        Probes.egressPolicy(text(settings, "modmedic.egress.allow")),
        Probes.trust(text(settings, "modmedic.probe.ca-file")),
        build.version(),
        engine,
        memory,
        serverTime);
  }

  private static String text(PropertyResolver settings, String name) {
    return settings.getProperty(name, String.class).orElse("");
  }

  private AgentLoop loop(
      BuildInfo build,
      AgentSettings settings,
      FileSpool spool,
      Prober prober,
      AssignmentMemory assignments,
      AgentClock clock) {
    AgentLog log = new AgentLog(InstantSource.system());
    SelfCheck selfCheck =
        new SelfCheck(
            settings.references(),
            settings.servers().stream().map(server -> HostPort.of(server.url())).toList(),
            opened.add(new TcpReachability()),
            clock,
            BETWEEN_LOOKS,
            log);
    return new AgentLoop(
        clock,
        link(settings),
        spool,
        prober,
        selfCheck,
        assignments,
        log,
        new AgentLoop.Settings(build.version(), settings.concurrency(), FIRST_RETRY));
  }

  private ServerLink link(AgentSettings settings) {
    return new ReplicaLinks(
        settings.servers().stream()
            .map(server -> opened.add(new HttpServerLink(server, settings.token(), PATIENCE)))
            .toList());
  }

  private static String words(List<ServerAddress> servers) {
    return servers.stream().map(ServerAddress::toString).collect(Collectors.joining(", "));
  }

  private static void report(AgentLoop loop, AgentFolder folder, FileSpool spool) {
    loop.region().ifPresent(region -> LOG.info("region: {}", region));
    LOG.info("spool: {}, {} results wait", folder.path(), spool.size());
    long sinceJvmStart =
        System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    LOG.info("ready in {} ms", sinceJvmStart);
  }

  private static StartupException refused(LinkRefused e) {
    return new StartupException(
        "The server refuses this agent's token: %s Make a new agent with POST /v1/agents and give this one its token; results that wait here go out with it."
            .formatted(e.getMessage()),
        e);
  }

  private void leave(AgentLoop loop, FileSpool spool) {
    if (started) {
      LOG.info("leaving");
    }
    loop.close();
    if (spool.size() > 0) {
      LOG.info("{} results stay in the spool", spool.size());
    }
  }

  @Override
  public void close() {
    opened.interruptStart();
    closeOpened();
  }

  /** Waits for a start under way to be broken off. */
  private synchronized void closeOpened() {
    opened.closeAll();
  }
}
