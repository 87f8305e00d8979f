package dev.modmedic.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modmedic.testing.proxy.FakeProxy;
import dev.modmedic.testing.proxy.FakeRelease;
import dev.modmedic.testing.proxy.FakeServer;
import dev.modmedic.testing.proxy.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Starts a server, three agents and three proxies on loopback, and prints how the proxies are seen
 * from each region until it is interrupted.
 */
final class Demo implements AutoCloseable {
  private static final List<String> REGIONS = List.of("cn-north", "eu-west", "us-east");
  private static final String LOOPBACK = "127.0.0.0/8,::1/128";
  private static final String CANARY = "example.com/Demo/greetings";
  private static final Duration SLOW = Duration.ofMillis(250);
  private static final int USUAL_PORT = 8080;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final Path folder;

  private Demo(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    Demo demo = new Demo(Files.createTempDirectory("modmedic-demo"));
    // Maven only lends its terminal and passes no signal on.
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
    Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "stop"));
    try {
      demo.run();
    } catch (Exception e) {
      System.err.println("The demonstration ended: " + e.getMessage());
      System.exit(1); // the hook closes what was started
    }
  }

  private void run() throws Exception {
    FakeProxy proxy = new FakeProxy(FakeRelease.of(CANARY, "v1.0.0"));
    FakeServer good = opened(new FakeServer(proxy));
    FakeServer slow = opened(new FakeServer(proxy)).slow(SLOW);
    FakeServer broken = opened(new FakeServer(proxy)).broken(Reply.text(503, "out of order"));
    Child server = opened(Child.start("server", "--server", serverSettings()));
    ServerApi api = new ServerApi(URI.create(server.awaitReady()));
    long began = System.nanoTime();
    for (String region : REGIONS) {
      startAgent(api, region);
    }
    watch(api, "good", good.url());
    watch(api, "slow", slow.url());
    watch(api, "broken", broken.url());
    System.out.printf("%nTry: curl -s %s%nCtrl-C stops everything.%n%n", healthOf(api));
    show(api, began);
  }

  private <T extends AutoCloseable> T opened(T resource) {
    opened.push(resource);
    return resource;
  }

  private Map<String, String> serverSettings() {
    return Map.of(
        "MODMEDIC_PORT",
        Integer.toString(isFree(USUAL_PORT) ? USUAL_PORT : 0),
        "MODMEDIC_DATA_DIR",
        folder.resolve("server").toString(),
        "MODMEDIC_EGRESS_ALLOW",
        LOOPBACK,
        "MODMEDIC_WATCH_LEAST_INTERVAL",
        "1s",
        "MODMEDIC_AGENTS_SYNC_INTERVAL",
        "2s");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void startAgent(ServerApi api, String region) throws Exception {
    api.post("/v1/regions", Map.of("name", region));
    JsonNode agent = api.post("/v1/agents", Map.of("region", region, "name", "demo"));
    opened(
        Child.start(
            region,
            "--agent",
            Map.of(
                "MODMEDIC_AGENT_SERVER", api.address().toString(),
                "MODMEDIC_AGENT_TOKEN", agent.path("token").asText(),
                "MODMEDIC_DATA_DIR", folder.resolve(region).toString(),
                "MODMEDIC_EGRESS_ALLOW", LOOPBACK)));
  }

  private static void watch(ServerApi api, String name, URI url) throws Exception {
    api.post(
        "/v1/targets",
        Map.of(
            "name",
            name,
            "type",
            "goproxy",
            "url",
            url.toString(),
            "regions",
            REGIONS,
            "interval",
            "PT2S",
            "settings",
            Map.of(
                "canaries", List.of(CANARY + "@v1.0.0"),
                "slowAfter", "PT0.2S",
                "timeout", "PT5S")));
  }

  private static URI healthOf(ServerApi api) {
    return api.address().resolve("/v1/health");
  }

  /** Prints the matrix whenever it changed, and how long it took until all of it was known. */
  private void show(ServerApi api, long began) throws Exception {
    String shown = "";
    boolean complete = false;
    while (!interrupted.await(1, TimeUnit.SECONDS)) {
      HealthTable table = new HealthTable(REGIONS, api.show("/v1/health?window=1h"));
      if (!table.text().equals(shown)) {
        shown = table.text();
        System.out.printf("%n%s%n%n", shown);
      }
      if (!complete && table.isComplete()) {
        complete = true;
        System.out.printf(
            "All states are known, %d s after the first agent was started.%n",
            Duration.ofNanos(System.nanoTime() - began).toSeconds());
      }
    }
  }

  @Override
  public void close() {
    interrupted.countDown();
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        System.err.println("While stopping: " + e);
      }
    }
    Folders.delete(folder);
  }
}
