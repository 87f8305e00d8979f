package dev.modmedic.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.probe.CheckNote.Level;
import dev.modmedic.testing.proxy.FakeKey;
import dev.modmedic.testing.proxy.FakeProxy;
import dev.modmedic.testing.proxy.FakeRelease;
import dev.modmedic.testing.proxy.FakeServer;
import dev.modmedic.testing.proxy.FakeSumDatabase;
import dev.modmedic.testing.proxy.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SumDbProbeTest {
  private final FakeRelease release = FakeRelease.of("example.com/Big/Thing", "v1.2.3");
  private final FakeSumDatabase database =
      new FakeSumDatabase(new FakeKey("sum.example.com")).filledUp(700).add(release).filledUp(20);
  private final FakeServer server = new FakeServer(database);
  private final Bench bench = new Bench().canaries(release).sumDb(database.key().verifierKey());

  SumDbProbeTest() throws IOException {}

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aGoodDatabaseIsVerifiedFromTheHeadToTheRecord() throws Exception {
    ProbeResult result = probe();

    assertThat(result.outcome()).as("" + result.checks()).isEqualTo(Outcome.PASSED);
    assertThat(result.checks())
        .extracting(CheckNote::check)
        .containsExactly("sumdb.note", "sumdb.tree", "sumdb.consistency", "sumdb.record");
    assertThat(result.facts())
        .containsEntry("sumdb.name", "sum.example.com")
        .containsEntry("sumdb.size", "721")
        .containsKey("sumdb.hash");
    assertThat(result.first().status()).isEqualTo(200);
    assertThat(result.confirmations()).isEmpty();
  }

  @Test
  void aTreeThatGrowsOnItsTimelineIsConsistent() throws Exception {
    probe();
    database.filledUp(600);
    ProbeResult result = probe();

    assertThat(result.outcome()).as("" + result.checks()).isEqualTo(Outcome.PASSED);
    assertThat(says(result, "sumdb.consistency"))
        .isEqualTo("grown by 600 records since the last head");
    assertThat(probe().outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void aLargerForkIsProvenAndBothNotesAreKept() throws Exception {
    probe();
    String old = database.latest();
    FakeSumDatabase fork = new FakeSumDatabase(database.key()).add(release).filledUp(900);
    server.become(fork);

    ProbeResult result = probe();

    assertFailed(result, "sumdb.consistency", "checksum.sumdb-invalid", "misbehavior");
    assertThat(bench.remembered("sumdb-fork").getFirst())
        .contains(old.lines().toList().get(2), fork.latest().lines().toList().get(2))
        .contains(old.lines().toList().get(4), fork.latest().lines().toList().get(4));
    server.become(database);
    assertThat(probe().outcome()).as("the old head stays").isEqualTo(Outcome.PASSED);
  }

  @Test
  void anotherTreeOfTheSameSizeIsAFork() throws Exception {
    probe();
    server.become(new FakeSumDatabase(database.key()).add(release).filledUp(720));

    assertFailed(probe(), "sumdb.consistency", "checksum.sumdb-invalid", "misbehavior");
  }

  @Test
  void aTreeThatShrinksIsAlarming() throws Exception {
    probe();
    server.become(database.asOf(710));

    assertFailed(probe(), "sumdb.consistency", "checksum.sumdb-invalid", "shrank by 11 records");
  }

  @Test
  void anOldHeadOfTheSameTimelineFailsDirectlyAndWarnsThroughAProxy() throws Exception {
    Reply old = Reply.text(200, database.key().note(database.head(710)));
    probe();
    server.answer("/latest", old);
    assertFailed(probe(), "sumdb.consistency", "checksum.sumdb-invalid", "went back by 11");

    try (var proxy = new FakeServer(new FakeProxy().passingOn(database))) {
      bench.sumDb(TargetType.GOPROXY, proxy.url());
      proxy.answer("/sumdb/sum.example.com/latest", old);
      ProbeResult result = bench.sumDb(TargetType.GOPROXY, proxy.url());

      assertThat(result.outcome()).isEqualTo(Outcome.DEGRADED);
      assertThat(level(result, "sumdb.consistency")).isEqualTo(Level.WARN);
    }
  }

  @Test
  void aBadSignatureIsNamed() throws Exception {
    server.change(
        path -> path.equals("/latest"),
        good -> good.withBody(good.text().replace("\n721\n", "\n720\n").getBytes()));

    assertFailed(probe(), "sumdb.note", "checksum.sumdb-invalid", "invalid signature for key");
  }

  @Test
  void anUnknownKeyIsNoSignature() throws Exception {
    server.become(new FakeSumDatabase(new FakeKey("sum.example.com")).add(release));

    assertFailed(probe(), "sumdb.note", "checksum.sumdb-invalid", "no verifiable signatures");
  }

  @Test
  void tilesAreHeldAgainstTheHead() throws Exception {
    server.change(path -> path.startsWith("/tile/8/1"), SumDbProbeTest::bent);
    assertFailed(probe(), "sumdb.tree", "checksum.sumdb-invalid", "inconsistent tile");

    server.repair();
    server.change(path -> path.equals("/tile/8/0/002.p/209"), SumDbProbeTest::truncated);
    assertFailed(probe(), "sumdb.tree", "checksum.sumdb-invalid", "bad result slice");
  }

  @Test
  void aWrongLeafOrFullTileIsFoundByTheRecord() throws Exception {
    FakeRelease first = FakeRelease.of("example.com/first", "v1.0.0");
    var other = new FakeSumDatabase(database.key()).add(first).filledUp(700);
    server.become(other);
    bench.canaries(first);
    server.change(path -> path.equals("/tile/8/0/000"), SumDbProbeTest::bent);
    assertFailed(probe(), "sumdb.record", "checksum.sumdb-invalid", "inconsistent tile");

    server.repair();
    server.change(
        path -> path.startsWith("/lookup/"),
        good -> good.withBody(good.text().replaceFirst("h1:.", "h1:=").getBytes()));
    assertFailed(probe(), "sumdb.record", "checksum.sumdb-invalid", "cannot authenticate record");
  }

  @Test
  void aPartialTileThatIsGoneIsReadFromTheFullOne() throws Exception {
    var grown = new FakeSumDatabase(database.key()).add(release).filledUp(300);
    String head = grown.key().note(grown.head(200));
    server.become(grown);
    server.answer("/tile/8/0/000.p/200", Reply.NOT_FOUND).answer("/latest", Reply.text(200, head));

    assertThat(probe().outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void aPartialTileThatIsMissingAltogetherIsTold() throws Exception {
    server.change(path -> path.startsWith("/tile/8/0/002"), good -> Reply.NOT_FOUND);

    assertFailed(probe(), "sumdb.tree", "checksum.sumdb-unreachable", "404 Not Found");
  }

  @Test
  void aCanaryThatTheDatabaseDeniesIsAFailure() throws Exception {
    server.change(path -> path.startsWith("/lookup/"), good -> Reply.text(410, "gone"));

    assertFailed(probe(), "sumdb.record", "checksum.sumdb-unreachable", "410 Gone");
  }

  @Test
  void oneBadMomentDegradesAndTwoFail() throws Exception {
    var times = new java.util.concurrent.atomic.AtomicInteger();
    server.change(
        path -> path.equals("/latest"),
        good -> times.incrementAndGet() == 1 ? Reply.text(503, "busy") : good);
    ProbeResult once = probe();
    assertThat(once.outcome()).isEqualTo(Outcome.DEGRADED);
    assertThat(once.first().failure()).isNotNull();
    assertThat(once.confirmations()).singleElement().extracting(Attempt::failure).isNull();

    server.change(path -> path.equals("/latest"), good -> Reply.text(503, "busy"));
    ProbeResult twice = probe();
    assertFailed(twice, "sumdb.note", "checksum.sumdb-unreachable", "503 Service Unavailable");
    assertThat(twice.confirmations()).hasSize(1);
  }

  @Test
  void htmlAndOtherTextIsNoNote() throws Exception {
    server.broken(Reply.html());

    assertFailed(probe(), "sumdb.note", "checksum.sumdb-invalid", "malformed note");
  }

  @Test
  void theBigDatabaseShouldGrow() throws Exception {
    var big = new FakeSumDatabase(new FakeKey("sum.golang.org")).add(release);
    server.become(big);
    bench.sumDb(big.key().verifierKey());
    assertThat(probe().outcome()).isEqualTo(Outcome.PASSED);
    assertThat(bench.later(Duration.ofMinutes(50)) != null && probe().outcome() == Outcome.PASSED)
        .isTrue();

    bench.later(Duration.ofMinutes(20));
    ProbeResult result = probe();
    assertThat(result.outcome()).isEqualTo(Outcome.DEGRADED);
    assertThat(says(result, "sumdb.freshness")).isEqualTo("no new head for 70 minutes");

    big.filledUp(1);
    assertThat(probe().outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void aSettingThatNamesNoDatabaseIsOurFault() throws Exception {
    bench.sumDb("sum.example.com+00000000+Ac4z");

    ProbeResult result = probe();

    assertFailed(result, "sumdb.note", "checksum.sumdb-invalid", "invalid GOSUMDB");
    assertThat(result.failure().orElseThrow().source()).isEqualTo(FailureSource.OWN_NETWORK);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void nobodyThereIsTheFetchersFailure() throws Exception {
    URI url = server.url();
    server.close();

    ProbeResult result = bench.sumDb(TargetType.SUMDB, url);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.failure().orElseThrow().code()).isEqualTo("tcp.connection-refused");
  }

  @Test
  void splitViewsAreFoundBetweenVantages() {
    List<SplitView.Contradiction> found =
        SplitView.contradictions(
            List.of(
                new SplitView.Head("sum", "a", 5, "x"),
                new SplitView.Head("sum", "b", 5, "y"),
                new SplitView.Head("sum", "c", 5, "x"),
                new SplitView.Head("sum", "d", 6, "z"),
                new SplitView.Head("other", "e", 5, "w")));

    assertThat(found)
        .containsExactly(
            new SplitView.Contradiction(
                "sum", 5, java.util.Map.of("x", List.of("a", "c"), "y", List.of("b"))));
  }

  private ProbeResult probe() throws InterruptedException {
    return bench.sumDb(TargetType.SUMDB, server.url());
  }

  private static Reply bent(Reply good) {
    byte[] bytes = good.body().clone();
    bytes[33] ^= 1;
    return good.withBody(bytes);
  }

  private static Reply truncated(Reply good) {
    return good.withBody(Arrays.copyOf(good.body(), good.body().length - 32));
  }

  private static void assertFailed(ProbeResult result, String check, String code, String words) {
    assertThat(result.outcome()).as("" + result.checks()).isEqualTo(Outcome.FAILED);
    assertThat(result.checks())
        .filteredOn(note -> note.level() == Level.FAIL)
        .extracting(CheckNote::check)
        .containsOnly(check);
    assertThat(result.failure().orElseThrow().code()).isEqualTo(code);
    assertThat(result.failure().orElseThrow().message()).contains(words);
  }

  private static String says(ProbeResult result, String check) {
    return note(result, check).says();
  }

  private static Level level(ProbeResult result, String check) {
    return note(result, check).level();
  }

  private static CheckNote note(ProbeResult result, String check) {
    return result.checks().stream()
        .filter(note -> note.check().equals(check))
        .findFirst()
        .orElseThrow();
  }
}
