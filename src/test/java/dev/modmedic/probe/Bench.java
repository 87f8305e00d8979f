package dev.modmedic.probe;

import dev.modmedic.go.ModuleVersion;
import dev.modmedic.probe.jackson.JacksonObjects;
import dev.modmedic.testing.proxy.FakeRelease;
import dev.modmedic.testing.proxy.FakeServer;
import dev.modmedic.testing.proxy.PlainFetcher;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes probes of fakes: with a memory of its own, a clock that is set, and plain names. */
final class Bench implements ProbeMemory {
  private final Map<String, String> memory = new ConcurrentHashMap<>();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private ProbeSettings settings = ProbeSettings.DEFAULTS;
  private Duration deadline = Duration.ofSeconds(20);
  private final FailureNames names;

  Bench() {
    this(Bench::plainly);
  }

  Bench(FailureNames names) {
    this.names = names;
  }

  Bench canaries(FakeRelease... releases) {
    List<ModuleVersion> canaries =
        Arrays.stream(releases)
            .map(each -> ModuleVersion.parse(each.path() + "@" + each.version()).orElseThrow())
            .toList();
    settings = with(canaries, settings.sumDb(), settings.cold(), settings.index());
    return this;
  }

  Bench sumDb(String value) {
    settings = with(settings.canaries(), value, settings.cold(), settings.index());
    return this;
  }

  Bench cold() {
    settings = with(settings.canaries(), settings.sumDb(), true, settings.index());
    return this;
  }

  Bench index(URI index) {
    settings = with(settings.canaries(), settings.sumDb(), settings.cold(), index);
    return this;
  }

  Bench deadline(Duration other) {
    deadline = other;
    return this;
  }

  Bench later(Duration by) {
    now = now.plus(by);
    return this;
  }

  Instant now() {
    return now;
  }

  private static ProbeSettings with(
      List<ModuleVersion> canaries, @Nullable String sumDb, boolean cold, @Nullable URI index) {
    ProbeSettings some = ProbeSettings.DEFAULTS;
    return new ProbeSettings(
        some.timeout(), null, canaries, List.of(), sumDb, cold, index, List.of(), 14, 64L << 20);
  }

  ProbeResult goProxy(FakeServer server) throws InterruptedException {
    return goProxy(server.url());
  }

  ProbeResult goProxy(URI url) throws InterruptedException {
    return new GoProxyProbe(new PlainFetcher(), names, this, new JacksonObjects(), clock())
        .probe(request(TargetType.GOPROXY, ProbeKind.GOPROXY, url));
  }

  ProbeResult sumDb(TargetType type, URI url) throws InterruptedException {
    return new SumDbProbe(new PlainFetcher(), names, this, clock())
        .probe(request(type, ProbeKind.SUMDB, url));
  }

  private Clock clock() {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private ProbeRequest request(TargetType type, ProbeKind kind, URI url) {
    return new ProbeRequest(
        new Target(new UUID(0, 1), "fake", type, url, settings),
        kind,
        new Vantage("here", null),
        deadline);
  }

  /** Names every failure as the probe itself would, and keeps what go would print. */
  private static Failure plainly(
      FailureSource source, @Nullable Phase phase, String log, String otherwise) {
    return new Failure(source, otherwise, GoWords.inOneLine(log), phase);
  }

  @Override
  public Optional<String> recall(String key) {
    return Optional.ofNullable(memory.get(key));
  }

  @Override
  public void remember(String key, String value) {
    memory.put(key, value);
  }

  /** Whatever was remembered under keys that begin so. */
  List<String> remembered(String beginning) {
    return memory.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(beginning))
        .map(Map.Entry::getValue)
        .toList();
  }
}
