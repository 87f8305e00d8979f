package dev.modmedic.wiring;

import io.micronaut.runtime.server.EmbeddedServer;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The few lines that a person wants to see after a start. */
final class StartupReport {
  private static final Logger LOG = LoggerFactory.getLogger(StartupReport.class);

  private StartupReport() {}

  static void print(
      BuildInfo build, EmbeddedServer server, Database database, Collection<StartupFact> facts) {
    LOG.info("ModMedic {} at {}", build.version(), server.getURL());
    LOG.info("database: {}", database.description());
    facts.forEach(fact -> LOG.info("{}: {}", fact.name(), fact.value()));
    long sinceJvmStart =
        System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    LOG.info("ready in {} ms", sinceJvmStart);
  }
}
