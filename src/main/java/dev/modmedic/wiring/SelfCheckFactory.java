package dev.modmedic.wiring;

import dev.modmedic.region.AgentClock;
import dev.modmedic.region.AgentEvent;
import dev.modmedic.region.AgentEvent.Offline;
import dev.modmedic.region.AgentEvent.Online;
import dev.modmedic.region.HostPort;
import dev.modmedic.region.LocalRunner;
import dev.modmedic.region.Reachability;
import dev.modmedic.region.References;
import dev.modmedic.region.SelfCheck;
import dev.modmedic.region.agent.TcpReachability;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the server finds out whether it is itself offline, before it calls a target down. */
@Factory
final class SelfCheckFactory {
  private static final Logger LOG = LoggerFactory.getLogger(LocalRunner.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
  private static final String NONE = "none";

  /** What users of Go reach nearly everywhere, one of them in each part of the world. */
  private static final List<HostPort> PUBLIC =
      List.of(
          new HostPort("proxy.golang.org", 443),
          new HostPort("goproxy.cn", 443),
          new HostPort("github.com", 443));

  /** Made with the context, so that a mistake in the list stops the start. */
  @Context
  References references(@Value("${modmedic.local.references:}") String text) {
    if (text.isBlank()) {
      return References.ofServer(List.of(), PUBLIC);
    }
    if (text.strip().equals(NONE)) {
      return References.none();
    }
    try {
      return References.ofServer(
          COMMA.splitAsStream(text.strip()).map(HostPort::of).toList(), List.of());
    } catch (IllegalArgumentException e) {
      throw new StartupException(
          "MODMEDIC_LOCAL_REFERENCES cannot be read: %s. Use a form such as proxy.golang.org:443,192.0.2.1:53, or none."
              .formatted(e.getMessage()),
          e);
    }
  }

  @Singleton
  @Bean(preDestroy = "close")
  TcpReachability reachability() {
    return new TcpReachability();
  }

  @Singleton
  SelfCheck selfCheck(References references, Reachability reachability) {
    return new SelfCheck(
        references, reachability, AgentClock.system(), BETWEEN_LOOKS, SelfCheckFactory::tell);
  }

  private static void tell(AgentEvent event) {
    if (event instanceof Offline) {
      LOG.warn(
          "Offline: nothing else can be reached from here either, so failures seen from the region"
              + " local are not counted. MODMEDIC_LOCAL_REFERENCES chooses what is tried");
    } else if (event instanceof Online) {
      LOG.info("Online again: failures seen from the region local count");
    }
  }
}
