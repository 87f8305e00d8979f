package dev.modmedic.wiring;

import dev.modmedic.region.HostPort;
import dev.modmedic.region.agent.ServerAddress;
import dev.modmedic.region.agent.TokenSource;
import io.micronaut.core.value.PropertyResolver;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the operator of an agent may choose.
 *
 * @param servers replicas of one server, in the order in which they are tried
 * @param references where it looks whether it is online; empty for the servers and other targets
 * @param folder of its own, below the data directory
 * @param spoolBytes the most that results waiting for the server may take
 * @param concurrency the most probes at once
 */
record AgentSettings(
    List<ServerAddress> servers,
    String token,
    List<HostPort> references,
    Path folder,
    long spoolBytes,
    int concurrency) {
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  /** Reads {@code MODMEDIC_AGENT_*} variables, system properties and configuration files alike. */
  static AgentSettings from(PropertyResolver properties) {
    Settings settings = Settings.from(properties); // which checks the numbers
    return new AgentSettings(
        ServerAddress.list(text(properties, "server")),
        TokenSource.read(text(properties, "token"), text(properties, "token-file")),
        references(text(properties, "references")),
        settings.dataDirectory().resolve("agent"),
        number(properties, "spool-megabytes", 256) * 1L << 20,
        number(properties, "concurrency", 1_000));
  }

  private static @Nullable String text(PropertyResolver properties, String name) {
    return properties
        .getProperty("modmedic.agent." + name, String.class)
        .filter(value -> !value.isBlank())
        .orElse(null);
  }

  private static List<HostPort> references(@Nullable String text) {
    try {
      return Optional.ofNullable(text).stream()
          .flatMap(list -> COMMA.splitAsStream(list.strip()))
          .map(HostPort::of)
          .toList();
    } catch (IllegalArgumentException e) {
      throw new StartupException(
          "MODMEDIC_AGENT_REFERENCES cannot be read: %s. Use a form such as proxy.golang.org:443,192.0.2.1:53."
              .formatted(e.getMessage()),
          e);
    }
  }

  private static int number(PropertyResolver properties, String name, int otherwise) {
    String text = text(properties, name);
    return text == null ? otherwise : Integer.parseInt(text);
  }
}
