package dev.modmedic.probe.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.go.ModuleVersion;
import dev.modmedic.go.ModuleZip;
import dev.modmedic.probe.Attempt;
import dev.modmedic.probe.Exchange;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.Fetcher.Fetch;
import dev.modmedic.probe.GoProxyProbe;
import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.ProbeMemory;
import dev.modmedic.probe.ProbeRequest;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.probe.ProbeSettings;
import dev.modmedic.probe.Target;
import dev.modmedic.probe.TargetType;
import dev.modmedic.probe.Vantage;
import dev.modmedic.probe.jackson.JacksonObjects;
import dev.modmedic.testing.net.FakeLookup;
import dev.modmedic.testing.net.TlsFaults;
import dev.modmedic.testing.proxy.FakeProxy;
import dev.modmedic.testing.proxy.FakeRelease;
import dev.modmedic.testing.proxy.FakeServer;
import dev.modmedic.testing.proxy.FakeZip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Zips that are too large in one way or another, made while they are sent. */
class ZipCapsTest {
  private static final FakeRelease RELEASE = FakeRelease.of("example.com/thing", "v1.2.3");
  private static final String ZIP = "/example.com/thing/@v/v1.2.3.zip";
  private static final byte[] PART = new byte[1 << 16];

  private final OkHttpFetcher fetcher =
      Fetchers.of(new FakeLookup().with("proxy.test", "127.0.0.1"), new TlsFaults().authorityPem());
  private final AtomicLong written = new AtomicLong();
  private FakeServer server;

  @BeforeEach
  void open() throws IOException {
    server = new FakeServer(new FakeProxy(RELEASE));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private ProbeResult probe() throws InterruptedException {
    ProbeSettings usual = ProbeSettings.DEFAULTS;
    var settings =
        new ProbeSettings(
            usual.timeout(),
            null,
            List.of(ModuleVersion.parse("example.com/thing@v1.2.3").orElseThrow()),
            List.of(),
            "off",
            false,
            null,
            List.of(),
            14,
            64L << 20);
    return new GoProxyProbe(
            fetcher, Fetchers.names(), new NoMemory(), new JacksonObjects(), Clock.systemUTC())
        .probe(
            new ProbeRequest(
                new Target(
                    UUID.randomUUID(), "fake", TargetType.GOPROXY, URI.create(url("")), settings),
                ProbeKind.GOPROXY,
                new Vantage("here", null),
                Fetchers.LONG));
  }

  private record NoMemory() implements ProbeMemory {
    @Override
    public Optional<String> recall(String key) {
      return Optional.empty();
    }

    @Override
    public void remember(String key, String value) {
      // nothing is compared with an earlier probe here
    }
  }

  private String url(String path) {
    return "http://proxy.test:" + server.url().getPort() + path;
  }

  /** What the probe says of the zip; the failure is the same in both attempts. */
  private Failure refused() throws InterruptedException {
    ProbeResult result = probe();
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    return Objects.requireNonNull(result.first().failure());
  }

  private void answer(byte[] zip) {
    server.stream(ZIP, zip.length, out -> out.write(zip));
  }

  /** Reads a zip as the probe does, but keeps nothing. */
  private Exchange<Long> fetched(Map<String, String> headers) throws InterruptedException {
    Fetch fetch =
        new Fetch(
            URI.create(url(ZIP)),
            new Vantage("here", null),
            headers,
            Fetchers.LONG,
            ModuleZip.LARGEST);
    return fetcher.fetch(fetch, body -> body.transferTo(OutputStream.nullOutputStream()));
  }

  private void zeros(OutputStream out, long length) throws IOException {
    for (long left = length; left > 0; left -= PART.length) {
      out.write(PART, 0, (int) Math.min(left, PART.length));
      written.addAndGet(Math.min(left, PART.length));
    }
  }

  private static final String BOUND =
      "a probe of this target downloads at most 67108864 bytes (settings.maxBytes)";

  /** A proxy whose every answer never ends cost 553 MB a run, and a second try as much again. */
  @Test
  void aProxyThatNeverEndsIsAskedNoMoreOnceItIsKnown() throws InterruptedException {
    for (String file : List.of("list", "v1.2.3.info", "v1.2.3.mod", "v1.2.3.zip")) {
      endless("/example.com/thing/@v/" + file);
    }

    ProbeResult result = probe();

    assertThat(result.failure().orElseThrow().message()).contains("the body is larger than");
    assertThat(bytes(result)).isLessThan(8L << 20);
  }

  @Test
  void aZipThatNeverEndsCostsWhatTheTargetAllows() throws InterruptedException {
    endless(ZIP);

    ProbeResult result = probe();

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.failure().orElseThrow().message()).contains(BOUND);
    assertThat(bytes(result)).isBetween(60L << 20, 65L << 20);
  }

  @Test
  void aZipThatSaysItIsLargerThanTheTargetAllowsIsNoFaultOfTheProxy() throws InterruptedException {
    server.stream(ZIP, 80L << 20, out -> zeros(out, 80L << 20));

    ProbeResult result = probe();

    assertThat(result.outcome()).isEqualTo(Outcome.DEGRADED);
    assertThat(result.checks()).anyMatch(check -> check.says().contains(BOUND));
    assertThat(bytes(result)).isLessThan(1 << 20);
  }

  private void endless(String path) {
    server.stream(path, 0, out -> zeros(out, Long.MAX_VALUE));
  }

  private static long bytes(ProbeResult result) {
    return Stream.concat(Stream.of(result.first()), result.confirmations().stream())
        .mapToLong(Attempt::bytes)
        .sum();
  }

  private static final String TOO_LARGE = "the body is larger than 524288000 bytes";

  @Test
  void aZipThatIsFineIsFine() throws InterruptedException {
    assertThat(probe().outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void aLengthBeyondTheLimitIsRefusedBeforeItComes() throws InterruptedException {
    long length = ModuleZip.LARGEST + 1;
    server.stream(ZIP, length, out -> zeros(out, length));

    Failure failure = refused();

    assertThat(failure.message()).contains(TOO_LARGE);
    assertThat(failure.code()).isEqualTo("goproxy.bad-response");
    assertThat(written.get()).isLessThan(64 << 20);
  }

  @Test
  void withoutALengthItIsReadToTheLimit() throws InterruptedException {
    server.stream(ZIP, 0, out -> zeros(out, 2 * ModuleZip.LARGEST));

    Exchange<Long> exchange = fetched(Map.of());

    assertThat(Fetchers.failure(exchange).message()).contains(TOO_LARGE);
    assertThat(exchange.attempt().bytes())
        .isBetween(ModuleZip.LARGEST, ModuleZip.LARGEST + (1 << 20));
  }

  @Test
  void exactlyTheLimitIsTaken() throws InterruptedException {
    server.stream(ZIP, 0, out -> zeros(out, ModuleZip.LARGEST));

    assertThat(fetched(Map.of()))
        .isInstanceOfSatisfying(
            Exchange.Answered.class,
            answered -> assertThat(answered.body()).isEqualTo(ModuleZip.LARGEST));
  }

  @Test
  void itsEntriesTogetherMayDeclareNoMoreThanTheLimit() throws InterruptedException {
    byte[] zip =
        FakeZip.of(RELEASE)
            .file(RELEASE.prefix() + "one", "x".repeat(9_000))
            .file(RELEASE.prefix() + "two", "x".repeat(9_000))
            .bytes();
    answer(FakeZip.declaring(zip, 9_000, 300 << 20));

    assertThat(refused().message())
        .contains("total uncompressed size of module contents too large");
  }

  @Test
  void anEntryThatUnpacksToMoreThanTheLimitIsNotUnpacked()
      throws IOException, InterruptedException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry(RELEASE.prefix() + "bomb"));
      zeros(out, ModuleZip.LARGEST + 1);
    }
    assertThat(zip.size()).isLessThan(1 << 20);
    answer(zip.toByteArray());

    assertThat(refused().message())
        .contains("total uncompressed size of module contents too large");
  }

  @Test
  void aDirectoryOfFarTooManyEntriesIsNotRead() throws InterruptedException {
    ByteBuffer entry = ByteBuffer.allocate(46 + 100).order(ByteOrder.LITTLE_ENDIAN);
    entry.putInt(0x02014b50).putShort(28, (short) 100);
    int entries = 240_000;
    long size = (long) entries * entry.capacity();
    server.stream(
        ZIP,
        0,
        out -> {
          for (int i = 0; i < entries; i++) {
            out.write(entry.array());
          }
          out.write(end64(entries, size, 0));
        });

    assertThat(refused().message()).contains("the directory has " + size + " bytes");
  }

  @Test
  void aDirectoryThatOnlyClaimsToBeHugeIsNotReadEither() throws InterruptedException {
    for (long claimed : List.of(-1L, Long.MAX_VALUE, 33L << 20)) {
      answer(end64(1, claimed, 0));

      assertThat(refused().message()).contains("zip: ");
    }
  }

  @Test
  void moreEntriesThanAPlainZipHoldsAreFine() throws IOException, InterruptedException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.setMethod(ZipOutputStream.DEFLATED);
      entry(out, "go.mod", RELEASE.goMod());
      for (int i = 0; i < 70_000; i++) {
        entry(out, "f" + i, "");
      }
    }
    answer(zip.toByteArray());

    assertThat(probe().outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void anEntryOfATebibyteIsRefused() throws InterruptedException {
    answer(oneEntry64(1L << 40));
    assertThat(refused().message())
        .contains("total uncompressed size of module contents too large");

    answer(oneEntry64(-1));
    assertThat(refused().message()).isNotEmpty();
  }

  private static void entry(ZipOutputStream out, String name, String content) throws IOException {
    out.putNextEntry(new ZipEntry(RELEASE.prefix() + name));
    out.write(content.getBytes(StandardCharsets.UTF_8));
    out.closeEntry();
  }

  /** A zip whose only entry has its size in the extra field of zip64. */
  private static byte[] oneEntry64(long size) {
    byte[] name = (RELEASE.prefix() + "large").getBytes(StandardCharsets.UTF_8);
    ByteBuffer zip = ByteBuffer.allocate(1_000).order(ByteOrder.LITTLE_ENDIAN);
    zip.putInt(0x04034b50).putShort((short) 45).putInt(0).putLong(0).putLong(0);
    zip.putShort((short) name.length).putShort((short) 0).put(name);
    int directory = zip.position();
    zip.putInt(0x02014b50).putShort((short) 45).putShort((short) 45).putInt(0).putInt(0).putInt(0);
    zip.putInt(0).putInt(-1).putShort((short) name.length).putShort((short) 12).putShort((short) 0);
    zip.putShort((short) 0).putShort((short) 0).putInt(0).putInt(0).put(name);
    zip.putShort((short) 1).putShort((short) 8).putLong(size);
    zip.put(end64(1, zip.position() - directory, directory));
    byte[] bytes = new byte[zip.position()];
    zip.flip().get(bytes);
    return bytes;
  }

  /** The ends of a zip64 whose directory begins at {@code offset} and ends here. */
  private static byte[] end64(long entries, long size, long offset) {
    ByteBuffer end = ByteBuffer.allocate(56 + 20 + 22).order(ByteOrder.LITTLE_ENDIAN);
    end.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45).putInt(0);
    end.putInt(0).putLong(entries).putLong(entries).putLong(size).putLong(offset);
    end.putInt(0x07064b50).putInt(0).putLong(offset + size).putInt(1);
    end.putInt(0x06054b50).putInt(0).putShort((short) -1).putShort((short) -1);
    end.putInt(-1).putInt(-1).putShort((short) 0);
    return end.array();
  }
}
