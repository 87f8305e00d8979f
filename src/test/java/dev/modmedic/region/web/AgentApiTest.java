package dev.modmedic.region.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.modmedic.region.Assignment;
import dev.modmedic.region.RunResult;
import dev.modmedic.region.ServerLink.SyncAnswer;
import dev.modmedic.region.SyncWire;
import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class AgentApiTest implements WithDatabase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static int made;

  @Inject Api api;
  @Inject EmbeddedServer server;

  private String region;
  private Answer agent;
  private String[] token;
  private String target;

  @BeforeEach
  void prepare() {
    region = "region-" + ++made;
    assertThat(api.postTo("/v1/regions", "{\"name\": \"%s\"}".formatted(region)).status())
        .isEqualTo(201);
    agent = admit("one");
    token = bearer(agent.at("/token"));
    Answer answer =
        api.postTo(
            "/v1/targets",
            """
            {"name": "t%d", "type": "https", "url": "https://a.example", "kinds": ["http", "tcp"],
             "interval": "PT10S", "regions": ["%s"]}
            """
                .formatted(made, region));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    target = answer.header("Location");
  }

  private Answer admit(String name) {
    Answer admitted =
        api.postTo("/v1/agents", "{\"region\": \"%s\", \"name\": \"%s\"}".formatted(region, name));
    assertThat(admitted.status()).as(admitted.body()).isEqualTo(201);
    return admitted;
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  private SyncAnswer sync(String version) {
    Answer answer =
        api.postTo(
            "/v1/agent/sync",
            """
            {"assignmentsVersion": "%s", "agentVersion": "1", "agentTime": "%s", "online": true,
             "spooled": 0, "dropped": 0, "leaving": false}
            """
                .formatted(version, Instant.now()),
            token);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return SyncWire.readAnswer(JSON.convertValue(answer.json(), Map.class));
  }

  private Answer push(RunResult... results) {
    return api.postTo("/v1/agent/results", text(results), token);
  }

  private static String text(RunResult... results) {
    try {
      return JSON.writeValueAsString(SyncWire.write(List.of(results)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RunResult asked(SyncAnswer answer) {
    return Results.passed(answer.now().getFirst().assignment(), answer.now().getFirst().due());
  }

  @Test
  void assignmentsComeOnceAndAgainAfterAChange() {
    SyncAnswer first = sync("");
    assertThat(first.active()).isTrue();
    assertThat(first.assignments())
        .extracting(Assignment::kind)
        .extracting(Enum::name)
        .containsExactlyInAnyOrder("HTTP", "TCP");

    assertThat(sync(first.assignmentsVersion()).assignments()).isNull();
    api.patch(target, "{\"paused\": true}");
    assertThat(sync(first.assignmentsVersion()).assignments()).isEmpty();
  }

  @Test
  void aRunThatWasAskedForGoesThereAndBack() {
    Answer asked =
        api.postTo(target + "/probe", "{\"region\": \"%s\", \"kind\": \"tcp\"}".formatted(region));
    assertThat(asked.status()).as(asked.body()).isEqualTo(202);
    String result = asked.at("/runs/0/result");
    assertThat(api.get(result).json().get("items")).isEmpty();

    RunResult run = asked(sync(""));
    Answer pushed = push(run);
    assertThat(pushed.at("/accepted")).as(pushed.body()).isEqualTo("1");
    assertThat(push(run).at("/duplicates")).isEqualTo("1");

    JsonNode item = api.get(result + "&detail=full").json().at("/items/0");
    assertThat(item.at("/outcome").asText()).isEqualTo("passed");
    assertThat(item.at("/requested").asBoolean()).isTrue();
    assertThat(item.at("/agent").asText()).isEqualTo(agent.at("/id"));
    assertThat(item.at("/timings/resolveUs").asLong()).isEqualTo(2_000);
    assertThat(item.at("/timings/tlsUs").isNull()).isTrue();
    assertThat(item.at("/detail/first/totalUs").asLong()).isEqualTo(9_000);
    assertThat(api.get(asked.header("Location")).json().get("items")).hasSize(1);
  }

  @Test
  void whatIsNotProbedThereCannotBeAskedFor() {
    assertThat(api.postTo(target + "/probe", "{\"region\": \"local\"}").at("/type"))
        .isEqualTo("/problems/not-probed-there");
    assertThat(api.postTo(target + "/probe", "{}").at("/errors/0/pointer")).isEqualTo("/region");
    assertThat(api.postTo(target + "/probe", "{\"region\": \"x\", \"kind\": \"ping\"}").status())
        .isEqualTo(400);
  }

  @Test
  void onlySoManyRunsCanBeAskedFor() {
    String body = "{\"region\": \"%s\"}".formatted(region);
    int accepted = 0;
    Answer answer = api.postTo(target + "/probe", body);
    for (; answer.status() == 202; answer = api.postTo(target + "/probe", body)) {
      accepted++;
    }
    assertThat(answer.at("/type")).isEqualTo("/problems/too-many-runs");
    assertThat(accepted).isEqualTo(50);
  }

  @Test
  void resultsThatCannotBeAreRefusedOneByOne() {
    Assignment assignment = Objects.requireNonNull(sync("").assignments()).getFirst();
    Instant future = assignment.schedule().after(Instant.now().plusSeconds(600));

    Answer answer = push(Results.passed(assignment, future));

    assertThat(answer.at("/refused/0/reason")).isEqualTo("is due in the future");
    assertThat(answer.at("/accepted")).isEqualTo("0");
  }

  @Test
  void aMessageThatCannotBeReadIsToldWithItsPlace() {
    Answer answer = api.postTo("/v1/agent/sync", "{\"assignmentsVersion\": 7}", token);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/errors/0/pointer")).isEqualTo("/assignmentsVersion");
    assertThat(
            api.postTo("/v1/agent/results", "{\"results\": [{}]}", token).at("/errors/0/pointer"))
        .isEqualTo("/results/0/assignment");
  }

  @Test
  void theExamplesOfTheContractAreRead() throws IOException {
    Answer sync =
        api.postTo(
            "/v1/agent/sync", Files.readString(Path.of("openapi/examples/agent-sync.json")), token);
    assertThat(sync.status()).as(sync.body()).isEqualTo(200);

    Answer results =
        api.postTo(
            "/v1/agent/results",
            Files.readString(Path.of("openapi/examples/agent-results.json")),
            token);
    assertThat(results.at("/refused/0/reason")).isEqualTo("is of no assignment of this region");
  }

  @Test
  void whoShowsNoGoodTokenIsRefused() {
    assertThat(api.postTo("/v1/agent/sync", "{}").status()).isEqualTo(401);
    Answer wrong = api.postTo("/v1/agent/results", "{}", bearer("mma_guessed"));
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(wrong.at("/type")).isEqualTo("/problems/agent-refused");

    assertThat(api.delete("/v1/agents/" + agent.at("/id")).status()).isEqualTo(204);
    assertThat(api.postTo("/v1/agent/sync", "{}", token).status()).isEqualTo(401);
  }

  @Test
  void agentsAreListedWithoutTheirTokens() {
    sync("");
    JsonNode agents = api.get("/v1/agents").json().get("items");

    assertThat(agents.toString()).doesNotContain(agent.at("/token"));
    for (JsonNode one : agents) {
      if (one.get("id").asText().equals(agent.at("/id"))) {
        assertThat(one.at("/report/version").asText()).isEqualTo("1");
        assertThat(one.at("/token").isNull()).isTrue();
      }
    }
    assertThat(agents.findValuesAsText("id")).contains(agent.at("/id"));
  }

  @Test
  void regionsTellWhoProbes() {
    sync("");
    for (JsonNode one : api.get("/v1/regions").json().get("items")) {
      if (one.get("name").asText().equals(region)) {
        assertThat(one.get("activeAgent").asText()).isEqualTo(agent.at("/id"));
        assertThat(one.get("agents").asInt()).isEqualTo(1);
      }
    }
    assertThat(api.delete("/v1/regions/" + region).at("/type"))
        .isEqualTo("/problems/region-in-use");
    assertThat(api.delete("/v1/regions/local").status()).isEqualTo(409);
    assertThat(api.delete("/v1/regions/nowhere").status()).isEqualTo(404);
    assertThat(api.delete("/v1/regions/%00").status()).isEqualTo(404);
  }

  @Test
  void anAgentNeedsARegionThatTakesOne() {
    assertThat(
            api.postTo("/v1/agents", "{\"region\": \"local\", \"name\": \"x\"}")
                .at("/errors/0/pointer"))
        .isEqualTo("/region");
    assertThat(api.postTo("/v1/agents", "{}").json().get("errors")).hasSize(2);
    assertThat(api.delete("/v1/agents/019aa7a0-0000-7000-8000-000000000001").status())
        .isEqualTo(404);
  }

  @Test
  void anEgressNeedsAProxyAndAWay() {
    assertThat(egress("http://proxy.example:3128", "local").status()).isEqualTo(201);
    assertThat(egress("http://proxy.example:3128", "nowhere").at("/errors/0/pointer"))
        .isEqualTo("/via");
    for (String bad :
        List.of(
            "http://u:p@proxy.example:3128",
            "http://proxy.example",
            "ftp://proxy.example:1",
            "http://proxy.example:3128/x",
            "http://127.0.0.1:3128")) {
      assertThat(egress(bad, "local").at("/errors/0/pointer")).as(bad).isEqualTo("/egress");
    }
    assertThat(api.postTo("/v1/regions", "{\"name\": \"-x\"}").at("/errors/0/pointer"))
        .isEqualTo("/name");
    assertThat(api.postTo("/v1/regions", "{\"name\": \"%s\"}".formatted(region)).at("/type"))
        .isEqualTo("/problems/name-taken");
    assertThat(api.postTo("/v1/regions", "{\"name\": \"y\", \"via\": \"local\"}").status())
        .isEqualTo(400);
  }

  private Answer egress(String proxy, String via) {
    return api.postTo(
        "/v1/regions",
        "{\"name\": \"egress-%d\", \"kind\": \"egress\", \"via\": \"%s\", \"egress\": \"%s\"}"
            .formatted(made, via, proxy));
  }

  @Test
  void theLargestBatchIsTaken() {
    SyncAnswer answer = sync("");
    Assignment assignment = Objects.requireNonNull(answer.assignments()).getFirst();
    Instant start = answer.serverTime().minusSeconds(20_000);
    RunResult[] results =
        IntStream.range(0, SyncWire.MOST_RESULTS)
            .mapToObj(i -> Results.passed(assignment, start.plusSeconds(10L * i)))
            .toArray(RunResult[]::new);

    Answer taken = push(results);

    assertThat(taken.status()).as(taken.body()).isEqualTo(200);
    assertThat(taken.json().at("/refused")).hasSize(SyncWire.MOST_RESULTS);
    assertThat(
            push(Stream.of(results, results).flatMap(Stream::of).toArray(RunResult[]::new))
                .at("/type"))
        .isEqualTo("/problems/invalid-field");
  }

  @Test
  void aBodyMayBeCompressed() throws IOException, InterruptedException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text().getBytes(StandardCharsets.UTF_8));
    }
    HttpRequest request =
        HttpRequest.newBuilder(server.getURI().resolve("/v1/agent/results"))
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip")
            .headers(token)
            .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray()))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }

  @Test
  void resultsAreFilteredStrictly() {
    assertThat(api.get(target + "/results?outcome=fine").status()).isEqualTo(400);
    assertThat(api.get(target + "/results?kind=ping").status()).isEqualTo(400);
    assertThat(api.get(target + "/results?since=today").status()).isEqualTo(400);
    assertThat(
            api.get(target + "/results?since=2026-11-27T11:00:00Z&until=2026-11-27T10:00:00Z")
                .status())
        .isEqualTo(400);
    assertThat(api.get(target + "/results?detail=some").status()).isEqualTo(400);
    assertThat(api.get(target + "/results?cursor=AAAA").at("/type"))
        .isEqualTo("/problems/bad-cursor");
  }
}
