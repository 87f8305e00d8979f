package dev.modmedic.wiring;

import dev.modmedic.access.EgressPolicy;
import dev.modmedic.diagnosis.CurrentEngine;
import dev.modmedic.probe.ProbeMemory;
import dev.modmedic.probe.Prober;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
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
