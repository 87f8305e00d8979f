package dev.modmedic.region.agent;

import static dev.modmedic.region.AgentSamples.NOON;
import static dev.modmedic.region.AgentSamples.runResult;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.modmedic.region.AgentSamples;
import dev.modmedic.region.RunResult;
import dev.modmedic.region.ServerLink.BatchAnswer;
import dev.modmedic.region.ServerLink.LinkBroken;
import dev.modmedic.region.ServerLink.LinkRefused;
import dev.modmedic.region.ServerLink.SyncAnswer;
import dev.modmedic.region.ServerLink.SyncRequest;
import dev.modmedic.region.SyncWire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServerLinkTest {
  private static final SyncRequest REQUEST = new SyncRequest("7", "1.0", NOON, true, 3, 0, false);
  private static final SyncAnswer ANSWER =
      new SyncAnswer(
          NOON,
          true,
          Duration.ofSeconds(30),
          "8",
          List.of(AgentSamples.assignment("example.com", Duration.ofMinutes(1))),
          List.of(),
          Duration.ofSeconds(10));

  private final CountDownLatch never = new CountDownLatch(1);
  private HttpServer server;
  private ExecutorService threads;
  private HttpServerLink link;
  private @Nullable String authorization;
  private byte[] received = new byte[0];

  @BeforeEach
  void listen() throws IOException {
    threads = Executors.newVirtualThreadPerTaskExecutor();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
    link = link(Duration.ofSeconds(10));
  }

  @AfterEach
  void close() {
    never.countDown();
    link.close();
    server.stop(0);
    threads.close();
  }

  @Test
  void aSyncCarriesTheTokenAndBringsWhatToDo() throws Exception {
    answer("/v1/agent/sync", 200, "application/json", Json.write(SyncWire.write(ANSWER)));

    assertThat(link.sync(REQUEST)).isEqualTo(ANSWER);
    assertThat(authorization).isEqualTo("Bearer mma_secret");
    assertThat(SyncWire.readRequest(Json.read(received))).isEqualTo(REQUEST);
  }

  @Test
  void largeMessagesArePackedBothWays() throws Exception {
    server.createContext(
        "/v1/agent/results",
        exchange -> {
          received = exchange.getRequestBody().readAllBytes();
          assertThat(exchange.getRequestHeaders().getFirst("Content-Encoding")).isEqualTo("gzip");
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          send(
              exchange,
              200,
              "application/json",
              Gzip.pack(Json.write(SyncWire.write(new BatchAnswer(50, 0, List.of())))));
        });
    List<RunResult> results = IntStream.range(0, 50).mapToObj(AgentSamples::runResult).toList();

    assertThat(link.push(results)).isEqualTo(new BatchAnswer(50, 0, List.of()));
    assertThat(SyncWire.readBatch(Json.read(Gzip.unpack(received, 1 << 20))).results())
        .isEqualTo(results);
  }

  @Test
  void aRevokedTokenIsARefusal() {
    answer("/v1/agent/sync", 401, "application/problem+json", problem("This token was revoked."));

    assertThatExceptionOfType(LinkRefused.class)
        .isThrownBy(() -> link.sync(REQUEST))
        .withMessage("This token was revoked.");
  }

  @Test
  void aSignInPageInBetweenIsNone() {
    answer("/v1/agent/sync", 403, "text/html", "<h1>Sign in</h1>".getBytes(StandardCharsets.UTF_8));

    assertThatExceptionOfType(LinkBroken.class)
        .isThrownBy(() -> link.sync(REQUEST))
        .withMessageContaining("answered 403")
        .withMessageContaining("text/html");
  }

  @Test
  void aServerWithoutItsDatabaseIsTriedAgain() {
    answer("/v1/agent/sync", 503, "application/problem+json", problem("No database."));

    assertThatExceptionOfType(LinkBroken.class)
        .isThrownBy(() -> link.sync(REQUEST))
        .withMessageContaining("answered 503: No database.");
  }

  @Test
  void anAnswerThatIsNotUnderstoodIsTriedAgain() {
    answer("/v1/agent/sync", 200, "application/json", "{}".getBytes(StandardCharsets.UTF_8));

    assertThatExceptionOfType(LinkBroken.class)
        .isThrownBy(() -> link.sync(REQUEST))
        .withMessageContaining("/serverTime is missing");
  }

  @Test
  void aRedirectIsNotFollowed() {
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          send(exchange, 307, "text/plain", new byte[0]);
        });

    assertThatExceptionOfType(LinkBroken.class)
        .isThrownBy(() -> link.sync(REQUEST))
        .withMessageContaining("answered 307");
  }

  @Test
  void anAnswerThatStallsIsGivenUp() {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          awaitEnd();
        });
    try (HttpServerLink impatient = link(Duration.ofMillis(300))) {
      assertThatExceptionOfType(LinkBroken.class)
          .isThrownBy(() -> impatient.sync(REQUEST))
          .withMessageContaining("did not answer within");
    }
  }

  @Test
  void aServerThatIsAwayIsNamed() {
    server.stop(0);

    assertThatExceptionOfType(LinkBroken.class)
        .isThrownBy(() -> link.sync(REQUEST))
        .withMessageStartingWith("http://127.0.0.1:");
  }

  @Test
  void aResultThatTheServerTripsOverIsRefusedOnceItIsAlone() throws InterruptedException {
    answer("/v1/agent/results", 400, "application/problem+json", problem("Not like this."));
    RunResult one = runResult(1);

    assertThatExceptionOfType(LinkBroken.class)
        .isThrownBy(() -> link.push(List.of(one, runResult(2))));
    assertThat(link.push(List.of(one)).refused())
        .containsExactly(new BatchAnswer.Refused(one.assignment(), one.due(), "Not like this."));
  }

  private HttpServerLink link(Duration patience) {
    return new HttpServerLink(
        ServerAddress.of("http://127.0.0.1:" + server.getAddress().getPort()),
        "mma_secret",
        patience);
  }

  private void answer(String path, int status, String type, byte[] body) {
    server.createContext(
        path,
        exchange -> {
          authorization = exchange.getRequestHeaders().getFirst("Authorization");
          received = exchange.getRequestBody().readAllBytes();
          send(exchange, status, type, body);
        });
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void awaitEnd() {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] problem(String detail) {
    return "{\"title\": \"No\", \"detail\": \"%s\"}"
        .formatted(detail)
        .getBytes(StandardCharsets.UTF_8);
  }
}
