package dev.modmedic.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.probe.CheckNote.Level;
import dev.modmedic.testing.proxy.FakeKey;
import dev.modmedic.testing.proxy.FakeProxy;
import dev.modmedic.testing.proxy.FakeRelease;
import dev.modmedic.testing.proxy.FakeServer;
import dev.modmedic.testing.proxy.FakeSumDatabase;
import dev.modmedic.testing.proxy.FakeZip;
import dev.modmedic.testing.proxy.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoProxyProbeTest {
  private static final String INFO = "/example.com/thing/@v/v1.2.3.info";
  private static final String MOD = "/example.com/thing/@v/v1.2.3.mod";
  private static final String ZIP = "/example.com/thing/@v/v1.2.3.zip";
  private static final String LIST = "/example.com/thing/@v/list";

  private final FakeRelease lower = FakeRelease.of("example.com/thing", "v1.2.3");
  private final FakeRelease upper = FakeRelease.of("example.com/Big/Thing", "v0.1.0-RC1");
  private final FakeSumDatabase database =
      new FakeSumDatabase(new FakeKey("sum.example.com")).add(lower).filledUp(300).add(upper);
  private final FakeProxy proxy = new FakeProxy(lower, upper).passingOn(database);
  private final FakeServer server = new FakeServer(proxy);
  private final Bench bench =
      new Bench().canaries(lower, upper).sumDb(database.key().verifierKey());

  GoProxyProbeTest() throws IOException {}

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aGoodProxyPassesEveryCheck() throws Exception {
    ProbeResult result = bench.goProxy(server);

    assertThat(result.outcome()).as("" + result.checks()).isEqualTo(Outcome.PASSED);
    assertThat(result.checks())
        .extracting(CheckNote::check)
        .contains(
            "goproxy.list",
            "goproxy.info",
            "goproxy.mod",
            "goproxy.zip",
            "goproxy.latest",
            "goproxy.escaping",
            "goproxy.passthrough",
            "goproxy.h1",
            "sumdb.note",
            "sumdb.tree",
            "sumdb.consistency",
            "sumdb.record");
    assertThat(result.facts())
        .containsEntry("goproxy.versions", "1")
        .containsEntry("goproxy.h1 example.com/thing@v1.2.3", lower.zipSum())
        .containsEntry("sumdb.size", "302");
    assertThat(server.requests().getFirst().path()).isEqualTo(LIST);
    assertThat(server.requests())
        .filteredOn(request -> request.path().contains("/@"))
        .allSatisfy(request ->
            assertThat(request.headers()).containsEntry("Disable-module-fetch", List.of("true")));
    assertThat(result.first().timings().waiting()).isNotNull();
  }

  @Test
  void onlyAColdProbeMayMakeTheProxyFetch() throws Exception {
    bench.cold().goProxy(server);

    assertThat(server.requests())
        .noneSatisfy(request -> assertThat(request.headers()).containsKey("Disable-module-fetch"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "404; not found: fetch timed out; ; goproxy.soft-failure; goproxy.server-error",
        "404; bad upstream; ; goproxy.soft-failure; goproxy.server-error",
        "404; dial tcp 192.0.2.1:443: Connection refused; max-age=60; goproxy.soft-failure;"
            + " goproxy.server-error",
        "410; context deadline exceeded; ; goproxy.soft-failure; goproxy.server-error",
        "404; not found; must-revalidate, no-cache, no-store; goproxy.soft-failure;"
            + " goproxy.server-error",
        "404; not found: unknown revision; max-age=600; goproxy.info; goproxy.not-found",
        "410; gone; ; goproxy.info; goproxy.not-found",
        "403; quarantined; ; goproxy.info; goproxy.forbidden",
        "401; who are you; ; goproxy.info; goproxy.unauthorized",
        "500; oops; ; goproxy.info; goproxy.server-error",
        "429; slow down; ; goproxy.info; http.rate-limited"
      })
  void aCanaryThatIsNotServedIsAFailureWhateverTheStatus(
      int status, String text, String caching, String check, String code) throws Exception {
    Reply reply = Reply.text(status, text);
    server.answer(INFO, caching == null ? reply : reply.with("Cache-Control", caching));

    ProbeResult result = bench.goProxy(server);

    assertFailed(result, check, code, "reading " + server.url());
    boolean mayPass = check.endsWith("soft-failure") || status == 500 || status == 429;
    assertThat(result.confirmations()).hasSize(mayPass ? 1 : 0);
  }

  @Test
  void whatIsOnlyNotInStoreDegradesAWarmProbe() throws Exception {
    server.answer(INFO, Reply.text(404, "not found: temporarily unavailable"));

    ProbeResult result = bench.goProxy(server);

    assertThat(result.outcome()).isEqualTo(Outcome.DEGRADED);
    assertThat(warnings(result)).anyMatch(says -> says.contains("not in the proxy's store"));
    assertThat(bench.cold().goProxy(server).outcome()).isEqualTo(Outcome.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {LIST, INFO, MOD, ZIP})
  void aSignInPageIsNoAnswer(String path) throws Exception {
    server.answer(path, Reply.html());

    ProbeResult result = bench.goProxy(server);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.failure().orElseThrow().code()).isEqualTo("goproxy.bad-response");
  }

  @Test
  void redirectsAreFollowedAndJudgedByWhatIsBehindThem() throws Exception {
    server.answer("/elsewhere", Reply.json(lower.info()));
    server.answer(INFO, Reply.redirect("/elsewhere"));
    assertThat(bench.goProxy(server).outcome()).isEqualTo(Outcome.PASSED);

    server.answer("/elsewhere", Reply.html());
    assertFailed(
        bench.goProxy(server), "goproxy.info", "goproxy.bad-response", "invalid character");
  }

  @Test
  void anInfoOfAnotherVersionIsRefused() throws Exception {
    server.answer(INFO, Reply.json("{\"Version\":\"v1.2.4\"}"));

    assertFailed(
        bench.goProxy(server),
        "goproxy.info",
        "goproxy.bad-response",
        "proxy returned info for version v1.2.4 instead of requested version");
  }

  @Test
  void aModOfAnotherModuleIsRefused() throws Exception {
    bench.canaries(upper, lower);
    server.answer(MOD, Reply.text(200, "module example.com/other\n"));

    ProbeResult result = bench.goProxy(server);

    assertThat(failed(result)).contains("goproxy.mod", "goproxy.h1");
    assertThat(result.failure().orElseThrow().code()).isEqualTo("module.path-mismatch");
  }

  @Test
  void aZipWithOtherContentIsASecurityError() throws Exception {
    server.answer(ZIP, Reply.bytes(lower.with("thing.go", "package evil\n").zip()));

    assertFailed(bench.goProxy(server), "goproxy.h1", "checksum.sumdb-mismatch", "SECURITY ERROR");
  }

  @Test
  void aZipThatChangesIsNoticedWithoutADatabase() throws Exception {
    Bench alone = new Bench().canaries(lower);
    assertThat(alone.goProxy(server).outcome()).isEqualTo(Outcome.PASSED);
    server.answer(ZIP, Reply.bytes(lower.with("thing.go", "package evil\n").zip()));

    assertFailed(
        alone.goProxy(server), "goproxy.h1", "checksum.gosum-mismatch", "checksum mismatch");
  }

  @Test
  void zipsThatBreakTheRulesAreRefused() throws Exception {
    String prefix = lower.prefix();
    byte[] bomb = FakeZip.of(lower).file(prefix + "bomb", "x".repeat(9_000)).bytes();
    Map<String, byte[]> zips =
        Map.of(
            "case-insensitive file name collision",
            FakeZip.of(lower).file(prefix + "THING.go", "x").bytes(),
            "go.mod file not in module root directory",
            FakeZip.of(lower).file(prefix + "sub/go.mod", "x").bytes(),
            "larger than declared size",
            FakeZip.declaring(bomb, 9_000, 10),
            "unexpected file",
            FakeZip.of(lower).file("other/thing.go", "x").bytes());

    for (var zip : zips.entrySet()) {
      server.answer(ZIP, Reply.bytes(zip.getValue()));
      assertFailed(bench.goProxy(server), "goproxy.zip", "module.zip-rejected", zip.getKey());
    }
    server.answer(ZIP, Reply.bytes(Arrays.copyOf(lower.zip(), 100)));
    assertFailed(bench.goProxy(server), "goproxy.zip", "goproxy.bad-response", "not a valid zip");
  }

  @Test
  void aBodyThatBreaksOffIsConfirmedAndTheRestIsChecked() throws Exception {
    server.change(path -> path.equals(ZIP), Reply::cut);

    ProbeResult result = bench.goProxy(server);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.failure().orElseThrow().code()).isEqualTo("http.stream-broken");
    assertThat(result.confirmations()).hasSize(1);
    assertThat(result.checks()).extracting(CheckNote::check).contains("goproxy.h1");
  }

  @Test
  void listsAreHeldAgainstWhatTheyWere() throws Exception {
    FakeRelease newer = FakeRelease.of("example.com/thing", "v1.3.0");
    proxy.add(newer);
    assertThat(bench.goProxy(server).outcome()).isEqualTo(Outcome.PASSED);
    server.answer(LIST, Reply.text(200, "v1.2.3\n"));

    ProbeResult result = bench.goProxy(server);

    assertThat(result.outcome()).isEqualTo(Outcome.DEGRADED);
    assertThat(warnings(result)).anyMatch(says -> says.contains("went backwards: [v1.3.0]"));
  }

  @Test
  void oddListsAreWorthKnowing() throws Exception {
    server.answer(
        LIST,
        Reply.text(200, "v1.9.0\nmain\nv0.0.0-20200101000000-abcdefabcdef\n")
            .with("Content-Type", "application/json"));

    ProbeResult result = bench.goProxy(server);

    assertThat(result.outcome()).isEqualTo(Outcome.DEGRADED);
    assertThat(warnings(result))
        .anyMatch(says -> says.contains("pseudo-versions [v0.0.0-20200101000000-abcdefabcdef]"))
        .anyMatch(says -> says.contains("no versions: [main]"))
        .anyMatch(says -> says.contains("example.com/thing@v1.2.3 is not listed"))
        .anyMatch(says -> says.contains("v1.9.0 is listed, and its info is not stored there"));
    assertThat(result.checks())
        .anyMatch(check -> check.says().contains("sent as \"application/json\""));
  }

  @Test
  void aListedVersionMustHaveAnInfoWhereTheProxyMayFetch() throws Exception {
    server.answer(LIST, Reply.text(200, "v1.2.3\nv1.9.0\n"));

    assertFailed(bench.cold().goProxy(server), "goproxy.list", "goproxy.not-found", "v1.9.0.info");
  }

  @Test
  void unescapedRequestsMustNotSucceedDifferently() throws Exception {
    String unescaped = "/example.com/Big/Thing/@v/v0.1.0-RC1.info";
    server.answer(unescaped, Reply.json(upper.info()));
    assertThat(bench.goProxy(server).outcome()).isEqualTo(Outcome.PASSED);

    server.answer(unescaped, Reply.json("{\"Version\":\"v0.2.0\"}"));
    assertFailed(bench.goProxy(server), "goproxy.escaping", "goproxy.bad-response", "not escaped");
  }

  @Test
  void aDatabaseThatIsNotPassedOnIsAskedDirectly() throws Exception {
    try (var direct = new FakeServer(database)) {
      bench.sumDb(database.key().verifierKey() + " " + direct.url());
      server.become(new FakeProxy(lower, upper));

      ProbeResult result = bench.goProxy(server);

      assertThat(result.outcome()).as("" + result.checks()).isEqualTo(Outcome.PASSED);
      assertThat(result.facts()).containsEntry("sumdb.url", "" + direct.url());
      assertThat(direct.requests()).isNotEmpty();
    }
  }

  @Test
  void anythingElseAboutThePassthroughLeavesNoWay() throws Exception {
    server.answer("/sumdb/sum.example.com/supported", Reply.text(504, "gateway timeout"));

    assertFailed(
        bench.goProxy(server),
        "goproxy.passthrough",
        "checksum.sumdb-unreachable",
        "504 Gateway Timeout");
  }

  @Test
  void emptyAndShortAnswersOfThePassthroughAreRefused() throws Exception {
    server.change(
        path -> path.contains("/sumdb/") && path.contains("/tile/"),
        good -> Reply.bytes(new byte[0]));
    assertFailed(bench.goProxy(server), "sumdb.tree", "checksum.sumdb-invalid", "len=0");
  }

  @Test
  void freshnessFollowsOneVersionUntilItIsServed() throws Exception {
    String added = bench.now().minus(Duration.ofMinutes(3)).toString();
    var index =
        new FakeServer(path ->
            Optional.of(
                Reply.text(
                    200,
                    "{\"Path\":\"example.com/new\",\"Version\":\"v1.0.0\",\"Timestamp\":\""
                        + added
                        + "\"}\n")));
    try (index) {
      bench.index(URI.create(index.url() + "/index"));
      assertThat(bench.goProxy(server).outcome()).isEqualTo(Outcome.PASSED);

      bench.later(Duration.ofMinutes(40));
      ProbeResult late = bench.goProxy(server);
      assertThat(late.outcome()).isEqualTo(Outcome.DEGRADED);
      assertThat(warnings(late)).anyMatch(says -> says.startsWith("still without example.com/new"));

      proxy.add(FakeRelease.of("example.com/new", "v1.0.0"));
      bench.later(Duration.ofMinutes(1));
      ProbeResult there = bench.goProxy(server);
      assertThat(there.outcome()).isEqualTo(Outcome.PASSED);
      assertThat(there.facts()).containsEntry("goproxy.lag-seconds", "" + 44 * 60);
      assertThat(index.requests()).hasSize(1);
    }
  }

  @Test
  void oneBadMomentDegradesAndIsNotHidden() throws Exception {
    var times = new java.util.concurrent.atomic.AtomicInteger();
    server.change(
        path -> path.equals(LIST),
        good -> times.incrementAndGet() == 1 ? Reply.text(502, "bad gateway") : good);

    ProbeResult result = bench.goProxy(server);

    assertThat(result.outcome()).isEqualTo(Outcome.DEGRADED);
    assertThat(result.first().status()).isEqualTo(502);
    assertThat(result.first().failure()).isNotNull();
    assertThat(result.confirmations()).singleElement().extracting(Attempt::failure).isNull();
    assertThat(warnings(result)).anyMatch(says -> says.startsWith("at the first attempt: "));
  }

  @Test
  void aSilentProxyIsAskedTwiceWithinTheDeadline() throws Exception {
    server.slow(Duration.ofMinutes(5));

    ProbeResult result = bench.deadline(Duration.ofMillis(700)).goProxy(server);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.failure().orElseThrow().code()).isEqualTo("http.timeout");
    assertThat(result.confirmations()).hasSize(1);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void whatThereWasNoTimeForIsNotHeldAgainstTheProxy() throws Exception {
    server.slow(Duration.ofMillis(150));

    ProbeResult result = bench.deadline(Duration.ofSeconds(1)).goProxy(server);

    assertThat(result.outcome()).as("" + result.checks()).isEqualTo(Outcome.DEGRADED);
    assertThat(result.checks()).extracting(CheckNote::check).contains("probe.time");
    assertThat(result.failure()).isEmpty();
  }

  @Test
  void aDatabaseOfOthersThatIsDownIsNotHeldAgainstTheProxy() throws Exception {
    try (var direct = new FakeServer(database)) {
      bench.sumDb(database.key().verifierKey() + " " + direct.url());
      server.become(new FakeProxy(lower, upper));
      direct.broken(Reply.text(503, "busy"));
      assertThat(bench.goProxy(server).outcome()).isEqualTo(Outcome.DEGRADED);

      direct.repair();
      direct.change(
          path -> path.equals("/latest"),
          good -> good.withBody(good.text().replace("302", "301").getBytes(UTF_8)));
      assertFailed(
          bench.goProxy(server), "sumdb.note", "checksum.sumdb-invalid", "invalid signature");
    }
  }

  @Test
  void aLatestThatIsAnOutageInDisguiseIsWorthKnowing() throws Exception {
    server.answer("/example.com/thing/@latest", Reply.NOT_FOUND);
    assertThat(bench.goProxy(server).outcome()).isEqualTo(Outcome.PASSED);

    server.answer("/example.com/thing/@latest", Reply.text(404, "fetch timed out"));
    assertThat(bench.goProxy(server).outcome()).isEqualTo(Outcome.DEGRADED);
  }

  @Test
  void withoutCanariesAnyAnswerWillDo() throws Exception {
    assertThat(new Bench().goProxy(server).outcome()).isEqualTo(Outcome.PASSED);

    server.broken(Reply.text(500, "oops"));
    assertFailed(new Bench().goProxy(server), "goproxy.list", "goproxy.server-error", "500");
  }

  private static void assertFailed(ProbeResult result, String check, String code, String words) {
    assertThat(result.outcome()).as("" + result.checks()).isEqualTo(Outcome.FAILED);
    assertThat(failed(result)).as("" + result.checks()).containsOnly(check);
    assertThat(result.failure().orElseThrow().code()).isEqualTo(code);
    assertThat(result.failure().orElseThrow().message()).contains(words);
  }

  private static List<String> failed(ProbeResult result) {
    return result.checks().stream()
        .filter(note -> note.level() == Level.FAIL)
        .map(CheckNote::check)
        .toList();
  }

  private static List<String> warnings(ProbeResult result) {
    return result.checks().stream()
        .filter(note -> note.level() == Level.WARN)
        .map(CheckNote::says)
        .toList();
  }
}
