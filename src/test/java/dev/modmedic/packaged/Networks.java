package dev.modmedic.packaged;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Networks that have nothing in common but what a test lets them have: network namespaces with a
 * resolv.conf each where the kernel allows them, and otherwise addresses of this machine's
 * loopback.
 */
final class Networks implements AutoCloseable {
  /** The address of every server in a namespace, where nobody else can have it. */
  private static final String INSIDE = "10.77.0.1";

  private static final String PREPARE =
      "ip link set lo up && ip addr add %s/32 dev lo && mount --bind \"$1\" /etc/resolv.conf"
          .formatted(INSIDE);

  private final Path folder;
  private final Path resolvConf;
  private final boolean apart;
  private final Deque<AutoCloseable> bridges = new ArrayDeque<>();
  private int made;

  Networks(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    resolvConf = Files.writeString(folder.resolve("resolv.conf"), "nameserver 127.0.0.1\n");
    apart = canBeApart();
  }

  private boolean canBeApart() throws IOException, InterruptedException {
    try {
      Process trial =
          new ProcessBuilder(unshare("true"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return trial.waitFor() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  private List<String> unshare(String... command) {
    List<String> words =
        Stream.of("unshare", "-Urnm", "sh", "-c", PREPARE + " && shift && exec \"$@\"", "sh")
            .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
    words.add(resolvConf.toString());
    words.addAll(List.of(command));
    return words;
  }

  /** For people: which of the two this machine allows. */
  String kind() {
    return apart ? "network namespaces" : "plain processes";
  }

  String allowed() {
    return apart ? INSIDE : "127.0.0.0/8";
  }

  /** Another network, with its name server and nothing else yet. */
  VantageProcess add(String name) throws IOException {
    made++;
    String java = ProcessHandle.current().info().command().orElseThrow();
    String[] command = {
      java,
      "-XX:TieredStopAtLevel=1",
      "-XX:+UseSerialGC",
      "-Dmodmedic.jar=" + System.getProperty("modmedic.jar"),
      "-classpath",
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
      Vantage.class.getName(),
      apart ? "53" : "0"
    };
    return VantageProcess.start(
        name,
        apart ? unshare(command) : List.of(command),
        apart ? INSIDE : "127.0.1." + made,
        apart);
  }

  /** How a server on a port of this machine can be reached from the other networks. */
  String reachable(int port) throws IOException {
    if (!apart) {
      return "127.0.0.1:" + port;
    }
    Path file = folder.resolve(port + ".sock");
    if (!Files.exists(file)) {
      bridges.push(
          new Bridge(
              UnixDomainSocketAddress.of(file),
              new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port)));
    }
    return file.toString();
  }

  /** A port that is free here, to be used in every network. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws Exception {
    while (!bridges.isEmpty()) {
      bridges.pop().close();
    }
  }
}
