package dev.modmedic.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("packaged")
class AgentProcessTest {
  @TempDir private Path folder;
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private volatile int status = 200;

  @BeforeEach
  void listen() throws IOException {
    listen(0);
  }

  private void listen(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/v1/agent/sync",
        exchange -> {
          synchronized (asked) {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          }
          byte[] body = answer().getBytes(StandardCharsets.UTF_8);
          exchange
              .getResponseHeaders()
              .set("Content-Type", status == 200 ? "application/json" : "application/problem+json");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  private String answer() {
    return status == 200
        ? """
        {"serverTime": "%s", "active": true, "activeFor": "PT30S", "assignmentsVersion": "1",
         "assignments": [], "now": [], "syncAfter": "PT0.2S"}
        """
            .formatted(Instant.now())
        : "{\"title\": \"Unauthorized\", \"detail\": \"This token was revoked.\"}";
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void itStartsShortlyAndLeavesWithTheLeaseHandedOver() throws Exception {
    try (ServiceProcess agent = ServiceProcess.start(settings(), "--agent")) {
      assertThat(agent.printed())
          .contains("agent of http://127.0.0.1:", "spool: " + folder, "ready in ");

      assertThat(agent.terminate()).isEqualTo(143);

      assertThat(agent.printed()).contains("leaving").doesNotContain("Exception");
      synchronized (asked) {
        assertThat(asked.getLast()).contains("\"leaving\":true");
      }
    }
  }

  @Test
  void changedKnowledgeIsTakenOverWithoutARestart(@TempDir Path rules) throws Exception {
    String rule =
        Files.readString(Path.of("src/test/resources/knowledge-folders/mirror-moved.yaml"));
    Files.writeString(rules.resolve("codes.yaml"), "[goproxy.mirror-moved]\n");
    Path file = Files.createDirectory(rules.resolve("goproxy")).resolve("mirror-moved.yaml");
    Map<String, String> settings = settings();
    settings.put("MODMEDIC_KNOWLEDGE_FOLDERS", rules.toString());
    settings.put("MODMEDIC_KNOWLEDGE_WATCH_INTERVAL", "100ms");
    try (ServiceProcess agent = ServiceProcess.start(settings, "--agent")) {
      Files.writeString(file, rule.replace("weight: 6", "weight: much"));
      agent.awaitOutput("Changed knowledge files are not taken over");

      Files.writeString(file, rule);
      agent.awaitOutput("is in force: ");
    }
  }

  @Test
  void aServerThatIsAwayIsToldOnceAndFoundAgain() throws Exception {
    int port = server.getAddress().getPort();
    server.stop(0);
    try (ServiceProcess agent = ServiceProcess.start(settings(), "--agent")) {
      assertThat(agent.printed()).containsOnlyOnce("waiting for the server, ");

      listen(port);

      agent.awaitOutput("reconnected, 0 results wait");
      agent.awaitOutput("active: probing 0 assignments");
      assertThat(agent.printed())
          .containsOnlyOnce("waiting for the server, ")
          .doesNotContain("disconnected", "standing by");
    }
  }

  @Test
  void aRefusedTokenIsOneParagraph() throws Exception {
    status = 401;

    assertThat(paragraphOf(1, settings(), "--agent"))
        .startsWith("The server refuses this agent's token: This token was revoked. ");
  }

  @Test
  void aTokenRevokedLaterEndsIt() throws Exception {
    try (ServiceProcess agent = ServiceProcess.start(settings(), "--agent")) {
      status = 401;

      assertThat(agent.exitCode()).isEqualTo(1);
      assertThat(agent.printed()).contains("This token was revoked.");
    }
  }

  @Test
  void aSecondAgentOnOneFolderIsRefused() throws Exception {
    try (ServiceProcess agent = ServiceProcess.start(settings(), "--agent")) {
      assertThat(agent.process().isAlive()).isTrue();
      assertThat(paragraphOf(1, settings(), "--agent")).contains("is in use by another agent");
    }
  }

  @Test
  void withoutAServerItDoesNotStart() throws Exception {
    assertThat(paragraphOf(1, Map.of(), "--agent"))
        .startsWith("An agent needs a server. Set MODMEDIC_AGENT_SERVER");
  }

  @Test
  void anUnknownArgumentIsOneParagraph() throws Exception {
    assertThat(paragraphOf(2, Map.of(), "--agnet"))
        .startsWith("ModMedic does not know \"--agnet\".");
  }

  @Test
  void helpNamesTheModes() throws Exception {
    try (ServiceProcess help = ServiceProcess.launch(Map.of(), "--help")) {
      assertThat(help.exitCode()).isZero();
      assertThat(help.printed()).contains("--server", "--agent", "--help");
    }
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("MODMEDIC_DATA_DIR", folder.toString());
    settings.put("MODMEDIC_AGENT_SERVER", "http://127.0.0.1:" + server.getAddress().getPort());
    settings.put("MODMEDIC_AGENT_TOKEN", "mma_secret");
    return settings;
  }

  private static String paragraphOf(int exitCode, Map<String, String> settings, String argument)
      throws IOException, InterruptedException {
    try (ServiceProcess agent = ServiceProcess.launch(settings, argument)) {
      int code = agent.exitCode();
      String printed = agent.printed();

      assertThat(code).as(printed).isEqualTo(exitCode);
      assertThat(printed).doesNotContain("\tat ", "Exception");
      return printed;
    }
  }
}
