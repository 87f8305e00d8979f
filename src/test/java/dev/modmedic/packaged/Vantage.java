package dev.modmedic.packaged;

import dev.modmedic.testing.net.FakeDns;
import dev.modmedic.testing.net.Fault;
import dev.modmedic.testing.net.FaultProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The network of one agent: the servers that it can reach, each behind faults of its own, a name
 * server, and the agent. It runs inside the network and obeys lines of standard input, whose end
 * ends it and the agent.
 */
public final class Vantage implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final Map<String, FaultProxy> servers = new HashMap<>();
  private final FakeDns names;
  private @Nullable ServiceProcess agent;

  private Vantage(int dnsPort) throws IOException {
    this.names = new FakeDns(dnsPort);
  }

  /** The argument is the port of the name server: 53 in a network of its own, 0 for a free one. */
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    try (Vantage vantage = new Vantage(port);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println("ok " + vantage.names.port());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println("ok " + vantage.obey(List.of(line.split("\t"))));
      }
    }
  }

  private String obey(List<String> words) throws IOException, InterruptedException {
    List<String> rest = words.subList(1, words.size());
    return switch (words.getFirst()) {
      case "listen" -> listen(rest.get(0), rest.get(1), rest.get(2), rest.subList(3, rest.size()));
      case "faults" -> faults(rest.getFirst(), rest.subList(1, rest.size()));
      case "name" -> name(rest.get(0), rest.get(1));
      case "agent" -> agent(rest);
      case "kill" -> kill();
      default -> throw new IllegalArgumentException(words.toString());
    };
  }

  private String listen(String name, String at, String upstream, List<String> faults)
      throws IOException {
    FaultProxy server = new FaultProxy(address(at), reachable(upstream));
    server.set(read(faults));
    servers.put(name, server);
    return Integer.toString(server.port());
  }

  /** Faults are a network's own, so the way out of it begins behind them. */
  private static InetSocketAddress reachable(String upstream) throws IOException {
    if (!upstream.startsWith("/")) {
      return address(upstream);
    }
    SocketAddress inside =
        new Bridge(new InetSocketAddress(LOOPBACK, 0), UnixDomainSocketAddress.of(upstream))
            .address();
    return (InetSocketAddress) inside;
  }

  private String faults(String name, List<String> faults) throws IOException {
    FaultProxy server = Objects.requireNonNull(servers.get(name), name);
    server.set(read(faults));
    server.drop();
    return "";
  }

  private static Fault[] read(List<String> words) {
    return words.stream().map(Fault::of).toArray(Fault[]::new);
  }

  private String name(String host, String reply) {
    names.answer(
        host,
        switch (reply) {
          case "silence" -> FakeDns.silence();
          case "nothing" -> FakeDns.nxdomain();
          default -> FakeDns.addresses(reply);
        });
    return "";
  }

  private String agent(List<String> settings) throws IOException, InterruptedException {
    Map<String, String> environment =
        settings.stream()
            .map(setting -> setting.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    ServiceProcess started = ServiceProcess.start(environment, "--agent");
    agent = started;
    return started.output().toString();
  }

  private String kill() throws InterruptedException {
    Objects.requireNonNull(agent).kill();
    return "";
  }

  private static InetSocketAddress address(String text) {
    String[] parts = text.split(":");
    return new InetSocketAddress(InetAddress.ofLiteral(parts[0]), Integer.parseInt(parts[1]));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (agent != null) {
      agent.close();
    }
    for (FaultProxy server : servers.values()) {
      server.close();
    }
    names.close();
  }
}
