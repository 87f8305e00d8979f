package dev.modmedic.wiring;

import dev.modmedic.access.EgressPolicy;
import dev.modmedic.diagnosis.CurrentEngine;
import dev.modmedic.probe.ProbeMemory;
import dev.modmedic.probe.Prober;
import dev.modmedic.region.agent.FileProbeMemory;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import javax.net.ssl.X509ExtendedTrustManager;

/** What probes from this process are made with. */
@Factory
final class ProbeFactory {
  /** Made with the context, so that a mistake in the list stops the start. */
  @Context
  EgressPolicy egressPolicy(@Value("${modmedic.egress.allow:}") String allowed) {
    return Probes.egressPolicy(allowed);
  }

  /** Made with the context, so that a file that cannot be read stops the start. */
  @Context
  X509ExtendedTrustManager probeTrust(@Value("${modmedic.probe.ca-file:}") String file) {
    return Probes.trust(file);
  }

  /** Beside the database's files; a replica remembers what it saw itself. */
  @Singleton
  @Requires(property = "modmedic.jobs.enabled", notEquals = "false")
  ProbeMemory probeMemory(Environment settings) {
    Path folder = Settings.from(settings).dataDirectory();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      // The memory itself says so when it cannot write, and remembers until the process ends.
    }
    return FileProbeMemory.open(folder.resolve("probe-memory.json"));
  }

  @Singleton
  @Requires(beans = ProbeMemory.class)
  Prober prober(
      EgressPolicy policy,
      X509ExtendedTrustManager probeTrust,
      CurrentEngine engine,
      ProbeMemory memory,
      Clock clock) {
    return Probes.create(policy, probeTrust, BuildInfo.load().version(), engine, memory, clock);
  }
}
