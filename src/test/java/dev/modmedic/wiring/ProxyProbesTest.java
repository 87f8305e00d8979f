package dev.modmedic.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.TestEngine;
import dev.modmedic.go.ModuleVersion;
import dev.modmedic.probe.CheckNote;
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
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Probes of proxies and databases as they run: real connections, the knowledge that ships. */
class ProxyProbesTest {
  private static final Engine ENGINE = TestEngine.bundled();

  private final FakeRelease lower = FakeRelease.of("example.com/thing", "v1.2.3");
  private final FakeRelease upper = FakeRelease.of("example.com/Big/Thing", "v0.1.0-RC1");
  private final FakeSumDatabase database =
      new FakeSumDatabase(new FakeKey("sum.example.com")).add(lower).filledUp(300).add(upper);
  private final FakeServer server = new FakeServer(new FakeProxy(lower, upper).passingOn(database));
  private final Prober prober =
      Probes.create(
          Probes.egressPolicy("127.0.0.1"),
          Probes.trust(""),
          "1.2.3",
          () -> ENGINE,
          new Memory(),
          Clock.systemUTC());

  /** Remembers as long as it lives. */
  private static final class Memory implements ProbeMemory {
    private final Map<String, String> values = new ConcurrentHashMap<>();

    @Override
    public Optional<String> recall(String key) {
      return Optional.ofNullable(values.get(key));
    }

    @Override
    public void remember(String key, String value) {
      values.put(key, value);
    }
  }

  ProxyProbesTest() throws IOException {}

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aGoodProxyPassesWithItsDatabase() throws Exception {
    ProbeResult result = probe(ProbeKind.GOPROXY, null);

    assertThat(result.outcome()).as("" + result.checks()).isEqualTo(Outcome.PASSED);
    assertThat(result.checks()).extracting(CheckNote::check).contains("goproxy.h1", "sumdb.record");
    assertThat(result.first().bytes()).isGreaterThan(lower.zip().length);
    assertThat(server.requests())
        .extracting(FakeServer.Request::path)
        .contains("/example.com/!big/!thing/@v/v0.1.0-!r!c1.zip");
    assertThat(probe(ProbeKind.SUMDB, null).outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void aSlowProxyIsDegraded() throws Exception {
    server.slow(Duration.ofMillis(30));

    ProbeResult slow = probe(ProbeKind.GOPROXY, Duration.ofMillis(20));

    assertThat(slow.outcome()).isEqualTo(Outcome.DEGRADED);
    assertThat(slow.checks())
        .filteredOn(check -> check.level() == CheckNote.Level.WARN)
        .extracting(CheckNote::check)
        .containsExactly("probe.slow");
    assertThat(probe(ProbeKind.GOPROXY, null).outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void aProxyThatHangsTimesOutWithinTheDeadline() throws Exception {
    server.slow(Duration.ofMinutes(5));

    ProbeResult result = probe(ProbeKind.GOPROXY, null, Duration.ofSeconds(1));

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.failure().orElseThrow().code()).isEqualTo("http.timeout");
    assertThat(result.confirmations()).hasSize(1);
  }

  @Test
  void aBrokenProxyIsNamed() throws Exception {
    server.broken(Reply.text(502, "bad gateway"));

    assertThat(probe(ProbeKind.GOPROXY, null).failure().orElseThrow().code())
        .isEqualTo("goproxy.server-error");
  }

  @Test
  void aZipThatBreaksOffIsABrokenStream() throws Exception {
    server.change(path -> path.endsWith(".zip"), Reply::cut);

    ProbeResult result = probe(ProbeKind.GOPROXY, null);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.failure().orElseThrow().code()).isEqualTo("http.stream-broken");
  }

  @Test
  void filesBehindARedirectAreTaken() throws Exception {
    String zip = "/example.com/thing/@v/v1.2.3.zip";
    server.answer("/elsewhere", Reply.bytes(lower.zip()));
    server.answer(zip, Reply.redirect("/elsewhere"));

    assertThat(probe(ProbeKind.GOPROXY, null).outcome()).isEqualTo(Outcome.PASSED);
  }

  private ProbeResult probe(ProbeKind kind, @Nullable Duration slowAfter)
      throws InterruptedException {
    return probe(kind, slowAfter, Duration.ofSeconds(20));
  }

  private ProbeResult probe(ProbeKind kind, @Nullable Duration slowAfter, Duration deadline)
      throws InterruptedException {
    List<ModuleVersion> canaries =
        List.of(
            ModuleVersion.parse(lower.path() + "@" + lower.version()).orElseThrow(),
            ModuleVersion.parse(upper.path() + "@" + upper.version()).orElseThrow());
    var settings =
        new ProbeSettings(
            deadline,
            slowAfter,
            canaries,
            List.of(),
            database.key().verifierKey(),
            false,
            null,
            List.of(),
            14);
    var target = new Target(new UUID(0, 1), "fake", TargetType.GOPROXY, server.url(), settings);
    return prober.probe(new ProbeRequest(target, kind, new Vantage("here", null), deadline));
  }
}
