package dev.modmedic.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.TestEngine;
import dev.modmedic.go.ModuleVersion;
import dev.modmedic.go.ProxyList;
import dev.modmedic.go.RealGo;
import dev.modmedic.health.LineReplay;
import dev.modmedic.health.LineReplay.Ending;
import dev.modmedic.health.MeasuredProxy;
import dev.modmedic.health.MeasuredProxy.LastFailure;
import dev.modmedic.health.ProxyMeasurements;
import dev.modmedic.health.ProxyParts;
import dev.modmedic.health.RecommendProxies;
import dev.modmedic.health.State;
import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.ProbeMemory;
import dev.modmedic.probe.ProbeRequest;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.probe.ProbeSettings;
import dev.modmedic.probe.Prober;
import dev.modmedic.probe.Target;
import dev.modmedic.probe.TargetType;
import dev.modmedic.probe.Vantage;
import dev.modmedic.testing.proxy.FakeKey;
import dev.modmedic.testing.proxy.FakeProxy;
import dev.modmedic.testing.proxy.FakeRelease;
import dev.modmedic.testing.proxy.FakeServer;
import dev.modmedic.testing.proxy.FakeSumDatabase;
import dev.modmedic.testing.proxy.Reply;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the replay of GOPROXY lines against the real go command: a proxy with one fault is probed,
 * lines with it are replayed by what was measured, and every installed go walks them.
 */
class ReplayedLinesTest {
  private static final Engine ENGINE = TestEngine.bundled();
  private static final String MODULE = "example.com/thing";
  private static final String VERSION = "v1.2.3";
  private static final String SUMDB = "/sumdb/sum.example.com";

  private static List<RealGo> installed = List.of();

  private final FakeRelease release = FakeRelease.of(MODULE, VERSION);
  private final FakeKey key = new FakeKey("sum.example.com");
  private FakeServer faulty;
  private FakeServer good;
  private int runs;

  @TempDir Path folder;

  @BeforeAll
  static void findGo() throws Exception {
    installed = RealGo.installed();
    assumeThat(installed).as("go commands").isNotEmpty();
  }

  @BeforeEach
  void serve() throws Exception {
    FakeSumDatabase database = new FakeSumDatabase(key).add(release).filledUp(20);
    faulty = new FakeServer(new FakeProxy(release).passingOn(database));
    good = new FakeServer(new FakeProxy(release).passingOn(database));
  }

  @AfterEach
  void close() {
    faulty.close();
    good.close();
  }

  /** What is wrong with the first proxy: which paths, and what they answer. */
  static Stream<Arguments> faults() {
    return Stream.of(
        fault("nothing", "nowhere", reply -> reply),
        fault("list 500", "/@v/list", reply -> Reply.text(500, "oops")),
        fault("info 404", ".info", reply -> Reply.text(404, "not found: fetch timed out")),
        fault("info 500", ".info", reply -> Reply.text(502, "bad gateway")),
        fault("info is a page", ".info", reply -> Reply.html()),
        fault("mod 404", ".mod", reply -> Reply.NOT_FOUND),
        fault("mod 410", ".mod", reply -> Reply.text(410, "gone")),
        fault("mod 500", ".mod", reply -> Reply.text(500, "oops")),
        fault("mod is a page", ".mod", reply -> Reply.html()),
        fault("zip 404", ".zip", reply -> Reply.text(404, "not found: fetch timed out")),
        fault("zip 500", ".zip", reply -> Reply.text(500, "disk on fire")),
        fault("zip 403", ".zip", reply -> Reply.text(403, "quarantined")),
        fault("zip breaks off", ".zip", Reply::cut),
        fault("zip is a page", ".zip", reply -> Reply.html()),
        fault("sumdb not passed on", "/supported", reply -> Reply.NOT_FOUND),
        fault("sumdb 500", "/supported", reply -> Reply.text(500, "oops")),
        fault("lookup 500", "/lookup/example.com/thing@v1.2.3", reply -> Reply.text(500, "oops")),
        fault("all 404", "", reply -> Reply.NOT_FOUND),
        fault("all 500", "", reply -> Reply.text(500, "oops")),
        fault("a login page", "", reply -> Reply.html()));
  }

  private static Arguments fault(String name, String end, UnaryOperator<Reply> reply) {
    Predicate<String> path = asked -> asked.endsWith(end);
    return Arguments.of(name, path, reply);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aLineEndsAsInEveryInstalledGo(
      String name, Predicate<String> path, UnaryOperator<Reply> reply) throws Exception {
    faulty.change(path, reply);
    RecommendProxies recommend = recommend();

    for (String form : List.of("%s,%s", "%s|%s", "%s", "%2$s,%1$s", "%2$s|%1$s")) {
      String line = form.formatted(faulty.url(), good.url());
      LineReplay replay = recommend.replay("default", "here", ProxyList.parse(line));
      for (RealGo go : installed) {
        Walked walked = walk(go, line, true);
        assertThat(replay.ending() == Ending.SERVED ? replay.name() : "ends")
            .as("%s, %s: %s; %s", go, line, replay, walked.error())
            .isEqualTo(walked.error().isEmpty() ? walked.server() : "ends");
      }
    }
  }

  static Stream<Arguments> faultsOfTheDatabase() {
    return faults()
        .filter(fault -> fault.get()[0].equals("sumdb 500") || fault.get()[0].equals("lookup 500"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faultsOfTheDatabase")
  void whatGoSumListsIsServedAsTold(String name, Predicate<String> path, UnaryOperator<Reply> reply)
      throws Exception {
    faulty.change(path, reply);
    RecommendProxies recommend = recommend();
    String line = faulty.url() + "," + good.url();
    LineReplay replay = recommend.replay("default", "here", ProxyList.parse(line));

    for (RealGo go : installed) {
      Walked walked = walk(go, line, false);
      int entry = walked.server().equals(faulty.url().toString()) ? 1 : 2;
      assertThat(walked.error()).isEmpty();
      assertThat(replay.says().en()).endsWith("is served by entry %d.".formatted(entry));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {",", "|"})
  void credentialsAreNotSentInTheClear(String separator) throws Exception {
    String line = "http://me:secret@127.0.0.1:1" + separator + good.url();

    LineReplay replay = recommend().replay("default", "here", ProxyList.parse(line));

    for (RealGo go : installed) {
      Walked walked = walk(go, line, true);
      assertThat(walked.error().isEmpty()).isEqualTo(replay.ending() == Ending.SERVED);
      if (separator.equals(",")) {
        String reason = "refusing to pass credentials to insecure URL: http://";
        assertThat(walked.error()).contains(reason);
        assertThat(replay.says().en())
            .startsWith("Ends at entry 1: " + reason)
            .doesNotContain("secret");
      }
    }
  }

  /**
   * What a go did.
   *
   * @param server that gave the last zip
   * @param error empty if the module was downloaded
   */
  private record Walked(String server, String error) {}

  private Walked walk(RealGo go, String line, boolean verified) throws Exception {
    int before = zips(good);
    Path home = folder.resolve("" + runs++);
    RealGo.Run run =
        go.run(
            home,
            home,
            Map.of(
                "GOPROXY",
                line,
                "GOSUMDB",
                verified ? key.verifierKey() : "off",
                "GOTOOLCHAIN",
                "local"),
            List.of("mod", "download", "-json", MODULE + "@" + VERSION));
    // A proxy that was asked first and had none was followed by the other one.
    boolean byGood = zips(good) > before;
    return new Walked(
        (byGood ? good : faulty).url().toString(),
        run.exit() == 0 ? "" : run.stdout() + run.stderr());
  }

  private static int zips(FakeServer server) {
    return (int)
        server.requests().stream().filter(request -> request.path().endsWith(".zip")).count();
  }

  private RecommendProxies recommend() throws Exception {
    List<MeasuredProxy> measured = List.of(measured("faulty", faulty), measured("good", good));
    return new RecommendProxies(
        new ProxyMeasurements() {
          @Override
          public List<String> regions(String workspace) {
            return List.of("here");
          }

          @Override
          public List<MeasuredProxy> of(
              String workspace,
              String region,
              Instant since,
              Instant unsafeSince,
              List<String> unsafe) {
            return measured;
          }
        },
        Clock.systemUTC());
  }

  private MeasuredProxy measured(String name, FakeServer server) throws Exception {
    ProbeResult result = probe(server);
    boolean failed = result.outcome() == Outcome.FAILED;
    @Nullable LastFailure failure =
        failed
            ? new LastFailure(
                result.startedAt(),
                true,
                result.failure().orElseThrow().code(),
                ProxyParts.of(result.facts(), dev.modmedic.go.Outcome.BAD_CONTENT))
            : null;
    return new MeasuredProxy(
        UUID.randomUUID(),
        name,
        server.url(),
        failed ? State.DOWN : State.UP,
        result.startedAt(),
        1,
        failed ? 0 : 1,
        null,
        failure,
        ProxyParts.of(result.facts(), dev.modmedic.go.Outcome.OK),
        null);
  }

  private ProbeResult probe(FakeServer server) throws InterruptedException {
    Duration deadline = Duration.ofSeconds(20);
    var settings =
        new ProbeSettings(
            deadline,
            null,
            List.of(ModuleVersion.parse(MODULE + "@" + VERSION).orElseThrow()),
            List.of(),
            key.verifierKey(),
            false,
            null,
            List.of(),
            14);
    Prober prober =
        Probes.create(
            Probes.egressPolicy("127.0.0.1"),
            Probes.trust(""),
            "1.2.3",
            () -> ENGINE,
            new NoMemory(),
            Clock.systemUTC());
    var target = new Target(new UUID(0, 1), "fake", TargetType.GOPROXY, server.url(), settings);
    return prober.probe(
        new ProbeRequest(target, ProbeKind.GOPROXY, new Vantage("here", null), deadline));
  }

  private static final class NoMemory implements ProbeMemory {
    @Override
    public Optional<String> recall(String key) {
      return Optional.empty();
    }

    @Override
    public void remember(String key, String value) {}
  }
}
