package dev.modmedic.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.modmedic.testing.Eventually;
import dev.modmedic.testing.TestDatabase;
import dev.modmedic.testing.net.TlsFaults;
import dev.modmedic.testing.proxy.FakeProxy;
import dev.modmedic.testing.proxy.FakeRelease;
import dev.modmedic.testing.proxy.FakeServer;
import dev.modmedic.testing.proxy.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server and three agents, each a process in a network of its own with faults of its own. */
@Tag("packaged")
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RegionsTest {
  private static final Duration SYNC = Duration.ofSeconds(1);
  private static final String CN = "cn-north";
  private static final String EU = "eu-west";
  private static final String US = "us-east";
  private static final List<String> REGIONS = List.of(CN, EU, US);
  private static final String CANARY = "example.com/Demo/greetings";
  private static final Map<String, Object> USUAL =
      Map.of("timeout", "PT1.5S", "slowAfter", "PT0.6S");
  private static final Pattern WAITING = Pattern.compile("spool: .*, results that wait: (\\d+)");

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Map<String, VantageProcess> vantages = new TreeMap<>();
  private final Map<String, String> tokens = new HashMap<>();
  private final TlsFaults certificates = new TlsFaults();
  private Path folder;
  private Networks networks;
  private Operator operator;
  private Runs runs;
  private FakeServer proxy;
  private ServiceProcess server;

  @BeforeAll
  void startAll(@TempDir Path temporary) throws Exception {
    folder = temporary;
    networks = opened(new Networks(folder));
    System.out.println("RegionsTest: three " + networks.kind());
    TestDatabase database = TestDatabase.create();
    runs = new Runs(database.dataSource());
    proxy = opened(new FakeServer(new FakeProxy(FakeRelease.of(CANARY, "v1.0.0"))));
    proxy.answer("/", Reply.text(200, "here"));
    server = opened(ServiceProcess.start(serverSettings(database)));
    operator = new Operator(server.address());
    for (String region : REGIONS) {
      vantages.put(region, opened(networks.add(region)));
    }
    Path authority = Files.writeString(folder.resolve("ca.pem"), certificates.authorityPem());
    for (String region : REGIONS) {
      startAgent(region, authority);
    }
  }

  private static Map<String, String> serverSettings(TestDatabase database) {
    Map<String, String> settings = new HashMap<>();
    settings.put("MODMEDIC_DATABASE_URL", database.url());
    settings.put("MODMEDIC_DATABASE_USER", "postgres");
    settings.put("MODMEDIC_LOCAL_ENABLED", "false");
    settings.put("MODMEDIC_EGRESS_ALLOW", "127.0.0.0/8");
    settings.put("MODMEDIC_WATCH_LEAST_INTERVAL", "1s");
    settings.put("MODMEDIC_AGENTS_SYNC_INTERVAL", SYNC.toString());
    settings.put("MODMEDIC_JOBS_POLLING_INTERVAL", "1s");
    settings.put("MODMEDIC_HEALTH_STALE_FLOOR", "5s");
    settings.put("MODMEDIC_HEALTH_LATE_AFTER", "5s");
    settings.put("MODMEDIC_MISSED_AFTER", "3s");
    settings.put("MODMEDIC_MISSED_AFTER_SILENCE", "3s");
    return settings;
  }

  private void startAgent(String region, Path authority) throws Exception {
    operator.post("/v1/regions", Map.of("name", region));
    JsonNode agent = operator.post("/v1/agents", Map.of("region", region, "name", "test"));
    tokens.put(region, agent.path("token").asText());
    vantage(region)
        .startAgent(
            networks.reachable(server.address().getPort()),
            Map.of(
                "MODMEDIC_AGENT_TOKEN", agent.path("token").asText(),
                "MODMEDIC_DATA_DIR", folder.resolve(region).toString(),
                "MODMEDIC_EGRESS_ALLOW", networks.allowed(),
                "MODMEDIC_PROBE_CA_FILE", authority.toString()));
  }

  @AfterAll
  void stopAll() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  @Test
  @Order(1)
  void everyRegionShowsWhatIsWrongThereAndNowhereElse() throws Exception {
    watchProxy("healthy.test", serve("healthy.test", Map.of()));
    watchProxy("silent.test", serve("silent.test", Map.of()));
    vantage(CN).silence("silent.test");
    watchProxy("unknown.test", serve("unknown.test", Map.of()));
    vantage(CN).forget("unknown.test");
    watchProxy("refusing.test", serve("refusing.test", Map.of(US, "down")));
    watchProxy("resetting.test", serve("resetting.test", Map.of(US, "reset=0")));
    watchHttp("slow.test", serve("slow.test", Map.of(EU, "latency=900ms")));
    watchTls("spoofed.test", serveCertificates("spoofed.test", EU));

    Map<String, String> wanted = new TreeMap<>();
    wanted.put("healthy.test", "up: up, up, up");
    wanted.put("silent.test", "regional: down dns.timeout, up, up");
    wanted.put("unknown.test", "regional: down dns.host-not-found, up, up");
    wanted.put("refusing.test", "regional: up, up, down tcp.connection-refused");
    wanted.put("resetting.test", "regional: up, up, down tcp.connection-reset");
    wanted.put("slow.test", "up: up, degraded, up");
    wanted.put("spoofed.test", "regional: up, down tls.hostname-mismatch, up");
    Eventually.isTrue(() -> matrix().equals(wanted), this::matrix);
  }

  @Test
  @Order(2)
  void anOutageIsToldOnceAndItsEndIsToldOnce() throws Exception {
    try (WebhookReceiver receiver = new WebhookReceiver()) {
      FakeServer switched = opened(new FakeServer(new FakeProxy(FakeRelease.of(CANARY, "v1.0.0"))));
      int port = serve("switched.test", switched.url().getPort(), Map.of());
      UUID target = watchProxy("switched.test", port);
      Eventually.isTrue(() -> shown("switched.test").equals("up: up, up, up"), this::matrix);
      receiver.secret(
          operator
              .post(
                  "/v1/webhooks",
                  Map.of(
                      "url",
                      receiver.url().toString(),
                      "targets",
                      List.of(target.toString()),
                      "states",
                      List.of("down", "up")))
              .path("secret")
              .asText());

      switched.broken(Reply.text(503, "out of order"));
      Eventually.isTrue(() -> receiver.ofWhole().size() == 1, receiver::ofWhole);
      Eventually.isTrue(
          () -> shown("switched.test").matches("down: (down goproxy.server-error(, )?){3}"),
          this::matrix);
      switched.repair();
      Eventually.isTrue(() -> shown("switched.test").equals("up: up, up, up"), this::matrix);
      Eventually.isTrue(() -> receiver.ofWhole().size() == 2, receiver::ofWhole);

      JsonNode down = receiver.ofWhole().getFirst();
      JsonNode up = receiver.ofWhole().getLast();
      assertThat(down.path("to").asText()).isEqualTo("down");
      assertThat(down.at("/cause/code").asText()).isEqualTo("goproxy.server-error");
      assertThat(down.path("regions")).hasSizeGreaterThanOrEqualTo(2);
      assertThat(up.path("to").asText()).isEqualTo("up");
      assertThat(receiver.problems()).isEmpty();
    }
  }

  @Test
  @Order(3)
  void killedCutOffAndRepeatedNothingIsLostAndNothingIsDouble() throws Exception {
    UUID target = watchHttp("chaos.test", serve("chaos.test", Map.of()));
    REGIONS.forEach(region -> awaitMade(target, region, 3));

    vantage(EU).faults("server", "reset=5"); // questions arrive, answers do not
    awaitMade(target, EU, runs.of(target, EU).size() + 2);
    vantage(EU).faults("server");

    vantage(CN).faults("server", "down");
    vantage(US).faults("server", "down");
    Instant cut = Instant.now();
    UUID assignment = runs.of(target, CN).getFirst().assignment();
    long delivered = spooled(CN, assignment); // files go as a whole, so some is still there
    Eventually.isTrue(
        () -> spooled(CN, assignment) >= delivered + 3, () -> spooled(CN, assignment));
    vantage(CN).killAgent();
    Instant killed = Instant.now();
    Eventually.isTrue(
        () ->
            missed(target, US, cut, Instant.now()) >= 2
                && shown("chaos.test").equals("up: stale, up, stale"),
        this::matrix);
    vantage(CN).restartAgent();
    for (VantageProcess vantage : vantages.values()) {
      vantage.faults("server");
    }
    Instant healed = Instant.now();
    Eventually.isTrue(() -> shown("chaos.test").equals("up: up, up, up"), this::matrix);
    Eventually.isTrue(
        () -> missed(target, US, cut, healed) == 0 && missed(target, CN, cut, killed) == 0,
        () -> vantage(CN).agentPrinted() + runs.of(target, CN) + runs.of(target, US));
    awaitMade(target, EU, runs.of(target, EU).size() + 2);

    assertThat(silences(US)).isEqualTo(1);
    assertThat(silences(CN)).isEqualTo(1);
    assertThat(downs(target)).isZero();
    JsonNode repeated = repeat(target);
    settle();
    long late = late();
    System.out.printf(
        "RegionsTest: %s; %d results came late, %d of %s were on the disk of the killed agent, %d"
            + " were sent once more; cut off for %s%n",
        runs.outcomes(),
        late,
        waited(CN),
        CN,
        repeated.path("duplicates").asInt(),
        Duration.between(cut, healed));
    assertThat(late).isPositive();
    assertThat(waited(CN)).isPositive();
  }

  /** A batch once more, in the words in which it came: everything is there, nothing changes. */
  private JsonNode repeat(UUID target) {
    JsonNode batch = runs.batch(target, US);
    List<String> before = runs.rows(target, US, batch.path("results").size());
    String token = Objects.requireNonNull(tokens.get(US));
    JsonNode answer = operator.push(token, batch);
    assertThat(answer.path("duplicates").asInt()).isEqualTo(batch.path("results").size());
    assertThat(answer.path("accepted").asInt()).isZero();
    assertThat(answer.path("refused")).isEmpty();
    assertThat(runs.rows(target, US, batch.path("results").size())).isEqualTo(before);
    return answer;
  }

  /** Ends all assignments, waits until every run is accounted for, and holds them to account. */
  private void settle() {
    for (JsonNode watched : operator.show("/v1/targets?limit=100").path("items")) {
      operator.patch("/v1/targets/" + watched.path("id").asText(), Map.of("paused", true));
    }
    Eventually.isTrue(
        () ->
            runs.count("select count(*) from assignment where ended_at is null") == 0
                && runs.count("select count(*) from assignment where accounted_until < ended_at")
                    == 0,
        () -> "assignments without their last results");
    assertThat(runs.amiss(Instant.now(), SYNC)).isEmpty();
  }

  private int serve(String host, Map<String, String> faults) throws IOException {
    return serve(host, proxy.url().getPort(), faults);
  }

  private int serve(String host, int upstream, Map<String, String> faults) throws IOException {
    int port = Networks.freePort();
    for (String region : REGIONS) {
      String fault = faults.getOrDefault(region, "");
      vantage(region).serve(host, port, networks.reachable(upstream), fault);
    }
    return port;
  }

  /** Everywhere a good certificate, but for one region, which meets that of somebody else. */
  private int serveCertificates(String host, String spoofed) throws IOException {
    int good = secure(certificates.good(host));
    int wrong = secure(certificates.wrongName());
    int port = Networks.freePort();
    for (String region : REGIONS) {
      int upstream = region.equals(spoofed) ? wrong : good;
      vantage(region).serve(host, port, networks.reachable(upstream));
    }
    return port;
  }

  private int secure(HeldCertificate certificate) throws IOException {
    HttpsServer https =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(TlsFaults.server(certificate)));
    https.start();
    AutoCloseable stopping = () -> https.stop(0);
    opened(stopping);
    return https.getAddress().getPort();
  }

  private UUID watchProxy(String host, int port) {
    Map<String, Object> settings = new HashMap<>(USUAL);
    settings.put("canaries", List.of(CANARY + "@v1.0.0"));
    return watch(host, "http://" + host + ":" + port, "goproxy", "goproxy", settings);
  }

  private UUID watchHttp(String host, int port) {
    return watch(host, "http://" + host + ":" + port, "https", "http", USUAL);
  }

  private void watchTls(String host, int port) {
    watch(host, "https://" + host + ":" + port, "https", "tls", USUAL);
  }

  private UUID watch(
      String name, String url, String type, String kind, Map<String, Object> settings) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", name);
    body.put("type", type);
    body.put("url", url);
    body.put("kinds", List.of(kind));
    body.put("regions", REGIONS);
    body.put("interval", "PT2S");
    body.put("settings", settings);
    return UUID.fromString(operator.post("/v1/targets", body).path("id").asText());
  }

  /** Each target with its state, and the states and causes of the regions by name. */
  private Map<String, String> matrix() {
    Map<String, String> matrix = new TreeMap<>();
    for (JsonNode target : operator.show("/v1/health?window=1h").path("targets")) {
      List<String> cells = new ArrayList<>();
      for (JsonNode cell : target.path("regions")) {
        String cause = cell.at("/cause/code").asText("");
        boolean down = cell.path("state").asText().equals("down");
        cells.add(cell.path("state").asText() + (down ? " " + cause : ""));
      }
      matrix.put(
          target.path("name").asText(),
          target.path("state").asText() + ": " + String.join(", ", cells));
    }
    return matrix;
  }

  private String shown(String name) {
    return matrix().getOrDefault(name, "");
  }

  private void awaitMade(UUID target, String region, int count) {
    Eventually.isTrue(
        () -> runs.of(target, region).stream().filter(row -> !row.missed()).count() >= count,
        () -> region + runs.of(target, region) + vantage(region).agentPrinted());
  }

  /** Runs without a result, but for those under way at the end, which may have been killed. */
  private long missed(UUID target, String region, Instant from, Instant until) {
    return runs.of(target, region).stream()
        .filter(Runs.Row::missed)
        .filter(row -> row.due().isAfter(from) && row.due().isBefore(until.minusSeconds(2)))
        .count();
  }

  private long late() {
    return runs.count(
        """
        select count(*) from probe_result
        where outcome <> 'missed' and received_at > due + interval '6 seconds'
        """);
  }

  private long silences(String region) {
    return runs.count(
        """
        select count(*) from health_transition
        where target_id is null and region = ? and to_state = 'stale'
        """,
        region);
  }

  private long downs(UUID target) {
    return runs.count(
        "select count(*) from health_transition where target_id = ? and to_state = 'down'", target);
  }

  /** How many results of an assignment stand in the files of a region's agent. */
  private long spooled(String region, UUID assignment) {
    byte[] id = assignment.toString().getBytes(StandardCharsets.US_ASCII);
    try (Stream<Path> files = Files.list(folder.resolve(region).resolve("agent/spool"))) {
      long found = 0;
      for (Path file : files.toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        found += text.split(new String(id, StandardCharsets.US_ASCII), -1).length - 1;
      }
      return found;
    } catch (IOException e) {
      return 0; // a file that was delivered meanwhile
    }
  }

  /** How many results the agent that runs now found on its disk. */
  private int waited(String region) {
    Matcher said = WAITING.matcher(vantage(region).agentPrinted());
    return said.find() ? Integer.parseInt(said.group(1)) : 0;
  }

  private <T extends AutoCloseable> T opened(T resource) {
    opened.push(resource);
    return resource;
  }

  private VantageProcess vantage(String region) {
    return Objects.requireNonNull(vantages.get(region));
  }
}
