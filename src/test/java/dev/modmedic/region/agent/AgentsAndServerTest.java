package dev.modmedic.region.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.go.ModuleVersion;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.ProbeSettings;
import dev.modmedic.probe.TargetType;
import dev.modmedic.region.AgentStore;
import dev.modmedic.region.Agents;
import dev.modmedic.region.Agents.Admission.Admitted;
import dev.modmedic.region.Order;
import dev.modmedic.region.ProbeNow;
import dev.modmedic.region.Region;
import dev.modmedic.region.RegionStore;
import dev.modmedic.region.ResultFilter;
import dev.modmedic.region.ResultStore;
import dev.modmedic.region.RunQueue.Wish;
import dev.modmedic.region.Schedule;
import dev.modmedic.region.StoredResult;
import dev.modmedic.region.WatchStore;
import dev.modmedic.region.Watches;
import dev.modmedic.testing.Eventually;
import dev.modmedic.testing.TestDatabase;
import dev.modmedic.testing.WithDatabase;
import dev.modmedic.testing.net.Fault;
import dev.modmedic.testing.net.FaultProxy;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Agents with files and HTTP against the real server with its database. */
@MicronautTest(transactional = false)
class AgentsAndServerTest implements WithDatabase {
  private static final String WORKSPACE = Region.WORKSPACE;
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final ResultFilter ALL =
      new ResultFilter(null, null, null, null, null, null, false);

  @Inject EmbeddedServer server;
  @Inject Watches watches;
  @Inject RegionStore regions;
  @Inject Agents agents;
  @Inject AgentStore agentStore;
  @Inject ResultStore results;
  @Inject ProbeNow probeNow;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  @TempDir private Path folder;
  private String region = "";
  private UUID target = new UUID(0, 0);

  @Override
  public Map<String, String> getProperties() {
    Map<String, String> properties = new HashMap<>(TestDatabase.create().properties());
    properties.put("modmedic.watch.least-interval", "1s");
    properties.put("modmedic.agents.sync-interval", "200ms");
    return properties;
  }

  @BeforeEach
  void watchOneTarget(TestInfo test) {
    region = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    regions.create(
        WORKSPACE, new Region(region, Region.Kind.AGENT, region, null, null), Instant.now(), null);
    target = watch(region, INTERVAL);
  }

  @AfterEach
  void closeAll() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  @Test
  void everyDueRunIsThereOnce() {
    start(TestAgent.at(server.getURI()).token(token()));

    awaitResults(4);

    assertNothingLostNothingDouble();
  }

  @Test
  void whoLeavesIsFollowedByTheOneThatStoodBy() throws Exception {
    Admitted first = admit();
    Admitted second = admit();
    TestAgent leaving = start(TestAgent.at(server.getURI()).token(first.token().text()));
    start(TestAgent.at(server.getURI()).token(second.token().text()));
    awaitResults(2);
    assertThat(makers()).containsExactly(first.agent().id().toString());

    leaving.close();

    Eventually.isTrue(() -> makers().size() == 2, this::found);
    awaitResults(5);
    assertNothingLostNothingDouble();
  }

  @Test
  void aPartitionLosesNothingAndWhatArrivesTwiceCountsOnce() throws Exception {
    FaultProxy line = opened(FaultProxy.before(server.getPort()));
    TestAgent agent =
        start(TestAgent.at(URI.create("http://127.0.0.1:" + line.port())).token(token()));
    awaitResults(2);

    line.set(new Fault.ResetPeer(5)); // questions arrive, answers do not
    line.drop();
    awaitResults(3);
    Eventually.isTrue(() -> agent.spool().size() > 0, agent::events);
    line.set(new Fault.Down());
    line.drop();
    int before = found().size();
    Eventually.isTrue(() -> agent.spool().size() >= 4, agent::events);
    assertThat(found()).hasSize(before);
    line.set();

    awaitResults(before + 4);
    Eventually.isTrue(() -> agent.spool().size() == 0, agent::events);
    assertNothingLostNothingDouble();
    assertThat(agent.delivered()).isGreaterThan(found().size() - 1);
  }

  @Test
  void aRevokedTokenEndsTheAgent() {
    Admitted admitted = admit();
    TestAgent agent = start(TestAgent.at(server.getURI()).token(admitted.token().text()));
    awaitResults(1);

    agents.revoke(WORKSPACE, admitted.agent().id());

    assertThat(agent.loop().awaitEnd()).isPresent();
  }

  @Test
  void probeNowReachesAnAgentAtOnce() {
    target = watch(region + "-hourly", Duration.ofHours(1));
    start(TestAgent.at(server.getURI()).token(token()));

    ProbeNow.Answer answer = probeNow.ask(WORKSPACE, new Wish(target, region, null), null);

    assertThat(answer).isInstanceOf(ProbeNow.Answer.Asked.class);
    awaitResults(1);
    assertThat(found()).hasSize(1).allMatch(StoredResult::requested);
  }

  @Test
  void twoAgentsWithOneTokenMakeNothingDouble() {
    String token = token();
    TestAgent one = start(TestAgent.at(server.getURI()).token(token));
    TestAgent two = start(TestAgent.at(server.getURI()).token(token));

    awaitResults(3);
    Eventually.isTrue(() -> one.delivered() > 1 && two.delivered() > 1, this::found);

    assertNothingLostNothingDouble();
    assertThat(one.events()).isEqualTo("[Active[assignments=1]]");
  }

  @Test
  void aClockTenMinutesOffIsCorrectedAndShown() {
    TestAgent agent = TestAgent.at(server.getURI()).token(token()).skewed(Duration.ofMinutes(-10));
    Instant before = Instant.now();
    start(agent);

    awaitResults(2);

    assertThat(found())
        .allSatisfy(result -> {
          assertThat(result.key().due())
              .isBetween(before.minus(INTERVAL), Instant.now().plus(INTERVAL));
          assertThat(Objects.requireNonNull(result.startedAt()))
              .isBetween(before.minus(INTERVAL), Instant.now().plus(INTERVAL));
        });
    assertThat(agentStore.list(WORKSPACE))
        .filteredOn(stored -> stored.region().equals(region))
        .allSatisfy(stored ->
            assertThat(Objects.requireNonNull(stored.report()).clockSkew().toMinutes())
                .isBetween(-10L, -9L));
  }

  private TestAgent start(TestAgent agent) {
    return opened(agent.start(folder.resolve("agent" + opened.size())));
  }

  private <T extends AutoCloseable> T opened(T resource) {
    opened.push(resource);
    return resource;
  }

  private Admitted admit() {
    if (agents.admit(WORKSPACE, region, "test", null) instanceof Admitted admitted) {
      return admitted;
    }
    throw new AssertionError("no such region: " + region);
  }

  private String token() {
    return admit().token().text();
  }

  private UUID watch(String name, Duration interval) {
    Order order =
        new Order(
            name,
            TargetType.GOPROXY,
            URI.create("https://proxy.example/" + UUID.randomUUID()),
            List.of(ProbeKind.GOPROXY),
            List.of(region),
            interval,
            false,
            settings());
    return switch (watches.create(WORKSPACE, order, null)) {
      case WatchStore.Outcome.Kept(var watch) -> watch.id();
      case WatchStore.Outcome other -> throw new AssertionError(other.toString());
    };
  }

  private static ProbeSettings settings() {
    ProbeSettings usual = ProbeSettings.DEFAULTS;
    return new ProbeSettings(
        INTERVAL,
        usual.slowAfter(),
        List.of(ModuleVersion.parse("golang.org/x/text@v0.3.0").orElseThrow()),
        usual.resolvers(),
        usual.sumDb(),
        usual.cold(),
        usual.index(),
        usual.acceptedStatus(),
        usual.certificateDays(),
        64L << 20);
  }

  private List<StoredResult> found() {
    return results.list(WORKSPACE, target, ALL, null, 1_000);
  }

  private Set<String> makers() {
    return found().stream()
        .map(result -> String.valueOf(result.agent()))
        .collect(Collectors.toSet());
  }

  private void awaitResults(int count) {
    Eventually.isTrue(() -> found().size() >= count, this::found);
  }

  /** Each due time between the first and the last has exactly one result, and none was missed. */
  private void assertNothingLostNothingDouble() {
    List<StoredResult> all = found().reversed();
    assertThat(all).noneMatch(result -> result.outcome().equals(StoredResult.MISSED));
    List<Instant> dues = all.stream().map(result -> result.key().due()).toList();
    Schedule schedule =
        new Schedule(INTERVAL, Duration.ofMillis(dues.getFirst().getNano() / 1_000_000));
    for (int i = 1; i < dues.size(); i++) {
      assertThat(dues.get(i)).isEqualTo(schedule.after(dues.get(i - 1)));
    }
  }
}
