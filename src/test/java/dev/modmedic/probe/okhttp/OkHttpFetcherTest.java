package dev.modmedic.probe.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modmedic.access.EgressPolicy;
import dev.modmedic.probe.Exchange;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Fetcher.Fetch;
import dev.modmedic.probe.Phase;
import dev.modmedic.probe.Vantage;
import dev.modmedic.testing.net.FakeLookup;
import dev.modmedic.testing.net.RawServer;
import dev.modmedic.testing.net.TlsFaults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Protocol;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OkHttpFetcherTest {
  private static final Vantage HERE = new Vantage("test", null);

  private final TlsFaults tls = new TlsFaults();
  private final FakeLookup lookup =
      new FakeLookup().with("proxy.test", "127.0.0.1").with("six.test", "::1");
  private final OkHttpFetcher fetcher = Fetchers.of(lookup, tls.authorityPem());
  private final List<AutoCloseable> open = new ArrayList<>();
  private MockWebServer server;

  @BeforeEach
  void open() throws IOException {
    server = opened(new MockWebServer());
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  private <T extends AutoCloseable> T opened(T one) {
    open.add(one);
    return one;
  }

  private void answer(int status, String body, String... headers) {
    MockResponse.Builder response = new MockResponse.Builder().code(status).body(body);
    for (int i = 0; i < headers.length; i += 2) {
      response.addHeader(headers[i], headers[i + 1]);
    }
    server.enqueue(response.build());
  }

  private String http(String path) throws IOException {
    server.start();
    return "http://proxy.test:" + server.getPort() + path;
  }

  private String https(String path) throws IOException {
    secure(tls.good("proxy.test", "six.test"));
    server.start();
    return "https://proxy.test:" + server.getPort() + path;
  }

  private void secure(HeldCertificate certificate) {
    server.useHttps(TlsFaults.server(certificate).getSocketFactory());
  }

  private static Exchange.Answered<String> answered(Exchange<String> exchange) {
    assertThat(exchange).isInstanceOf(Exchange.Answered.class);
    return (Exchange.Answered<String>) exchange;
  }

  @Test
  void anAnswerComesWithAllThatWasMeasured() throws IOException, InterruptedException {
    answer(200, "v1.0.0\n", "X-Cache", "HIT", "X-Cache", "MISS");
    HeldCertificate certificate = tls.good("proxy.test");
    String url = https("/example.com/!m/@v/list");
    secure(certificate);

    Exchange.Answered<String> exchange = answered(Fetchers.get(fetcher, url, null));

    assertThat(exchange.status()).isEqualTo(200);
    assertThat(exchange.body()).isEqualTo("v1.0.0\n");
    assertThat(exchange.headers()).containsEntry("x-cache", List.of("HIT", "MISS"));
    assertThat(exchange.url()).isEqualTo(URI.create(url));
    assertThat(exchange.certificateExpiresAt()).isAfter(Instant.now().plus(Duration.ofDays(89)));
    assertThat(exchange.attempt().failure()).isNull();
    assertThat(exchange.attempt().status()).isEqualTo(200);
    assertThat(exchange.attempt().bytes()).isEqualTo(7);
    assertThat(exchange.attempt().address()).isEqualTo("127.0.0.1");
    for (Phase phase : Phase.values()) {
      assertThat(exchange.attempt().timings().of(phase).orElseThrow())
          .isPositive()
          .isLessThanOrEqualTo(exchange.attempt().total());
    }
  }

  @Test
  void plainHttpToAnAddressHasNeitherNameNorHandshake() throws IOException, InterruptedException {
    answer(200, "hello");
    server.start();

    Exchange.Answered<String> exchange =
        answered(Fetchers.get(fetcher, "http://127.0.0.1:%d/".formatted(server.getPort()), null));

    assertThat(exchange.attempt().timings().resolve()).isNull();
    assertThat(exchange.attempt().timings().tls()).isNull();
    assertThat(exchange.attempt().timings().connect()).isNotNull();
    assertThat(exchange.certificateExpiresAt()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "https://xn--0.example/, dns.host-not-found",
    "http://[fe80::1%25eth0]:80/, dns.host-not-found",
    "http://proxy.test:0/, tcp.unreachable",
  })
  void aUrlThatCannotBeUsedIsAFailureOfTheTarget(String url, String code)
      throws InterruptedException {
    Failure fetched = Fetchers.failure(Fetchers.get(fetcher, url, null));
    Failure connected =
        fetcher.connect(URI.create(url), null, HERE, Duration.ofSeconds(5)).failure();
    Failure secured =
        fetcher.handshake(URI.create(url), HERE, Duration.ofSeconds(5)).attempt().failure();

    assertThat(fetched.code()).isEqualTo(code);
    assertThat(fetched.source()).isEqualTo(FailureSource.TARGET);
    assertThat(fetched.message()).contains("Invalid URL");
    assertThat(connected).isEqualTo(fetched);
    assertThat(secured).isEqualTo(fetched);
  }

  @Test
  void sixIsSpokenToo() throws IOException, InterruptedException {
    answer(200, "hello");
    secure(tls.good("six.test"));
    server.start(java.net.InetAddress.ofLiteral("::1"), 0);

    Exchange.Answered<String> exchange =
        answered(Fetchers.get(fetcher, "https://six.test:%d/".formatted(server.getPort()), null));

    assertThat(exchange.attempt().address()).isEqualTo("0:0:0:0:0:0:0:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP_1_1", "HTTP_2"})
  void bothVersionsOfHttpAreSpoken(String protocol) throws IOException, InterruptedException {
    server.setProtocols(
        protocol.equals("HTTP_2")
            ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1)
            : List.of(Protocol.HTTP_1_1));
    answer(200, "hello");

    answered(Fetchers.get(fetcher, https("/"), null));

    assertThat(server.takeRequest().getVersion())
        .isEqualTo(protocol.equals("HTTP_2") ? "HTTP/2" : "HTTP/1.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.test", "single"})
  void theServerIsToldTheNameItIsAskedBy(String host) throws IOException, InterruptedException {
    answer(200, "hello");
    secure(tls.good(host));
    server.start();
    lookup.with(host, "127.0.0.1");

    answered(Fetchers.get(fetcher, "https://%s:%d/".formatted(host, server.getPort()), null));

    assertThat(server.takeRequest().getHandshakeServerNames()).containsExactly(host);
  }

  @Test
  void anAddressIsNoNameToTellTheServer() throws IOException, InterruptedException {
    answer(200, "hello");
    secure(tls.good("127.0.0.1"));
    server.start();

    answered(Fetchers.get(fetcher, "https://127.0.0.1:%d/".formatted(server.getPort()), null));

    assertThat(server.takeRequest().getHandshakeServerNames()).isEmpty();
  }

  @Test
  void everyFetchBeginsAnew() throws IOException, InterruptedException {
    answer(200, "hello", "Set-Cookie", "a=b", "Cache-Control", "max-age=600");
    answer(200, "hello");
    String url = https("/");

    answered(Fetchers.get(fetcher, url, null));
    Exchange.Answered<String> second = answered(Fetchers.get(fetcher, url, null));

    assertThat(second.attempt().timings().resolve()).isNotNull();
    assertThat(second.attempt().timings().connect()).isNotNull();
    assertThat(second.attempt().timings().tls()).isNotNull();
    RecordedRequest first = server.takeRequest();
    RecordedRequest other = server.takeRequest();
    assertThat(other.getConnectionIndex()).isNotEqualTo(first.getConnectionIndex());
    assertThat(other.getHeaders().get("Cookie")).isNull();
    assertThat(first.getHeaders().get("User-Agent")).isEqualTo("ModMedic/test (+probe)");
    assertThat(first.getHeaders().get("Accept-Encoding")).isEqualTo("identity");
  }

  @Test
  void theCertificateIsLookedAtEachTimeAlthoughASessionCouldBeResumed()
      throws IOException, InterruptedException {
    String url = https("/");
    for (int i = 0; i < 3; i++) {
      answer(200, "hello");
      assertThat(answered(Fetchers.get(fetcher, url, null)).certificateExpiresAt())
          .as("end of the certificate that was checked")
          .isNotNull();
    }
  }

  @Test
  void aCertificateThatIsNotTrustedIsSeenEachTime() throws IOException, InterruptedException {
    OkHttpFetcher others = Fetchers.of(lookup, new TlsFaults().authorityPem());
    String url = https("/");
    for (int i = 0; i < 3; i++) {
      assertThat(Fetchers.failure(Fetchers.get(others, url, null)).code())
          .isEqualTo("tls.unknown-authority");
    }
  }

  @Test
  void anErrorsTextIsReadAsGoReadsIt() throws IOException, InterruptedException {
    answer(404, "not found: x\n".repeat(20), "Content-Type", "text/plain; charset=utf-8");
    answer(502, "<html></html>", "Content-Type", "text/html");
    answer(503, "busy", "Content-Type", "text/plain", "Retry-After", "0");
    String url = http("/");

    assertThat(answered(Fetchers.get(fetcher, url, null)).text()).hasLineCount(8);
    Exchange.Answered<String> html = answered(Fetchers.get(fetcher, url, null));
    assertThat(html.text()).isEmpty();
    assertThat(html.body()).isNull();
    Exchange.Answered<String> busy = answered(Fetchers.get(fetcher, url, null));
    assertThat(busy.status()).isEqualTo(503);
    assertThat(busy.text()).isEqualTo("busy");
    assertThat(server.getRequestCount()).as("no request is repeated").isEqualTo(3);
  }

  @Test
  void aPackedBodyIsUnpackedAndCountedAsItCame() throws IOException, InterruptedException {
    Buffer packed = new Buffer();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed.outputStream())) {
      gzip.write("a".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    }
    long size = packed.size();
    server.enqueue(
        new MockResponse.Builder().body(packed).addHeader("Content-Encoding", "gzip").build());

    Exchange.Answered<String> exchange = answered(Fetchers.get(fetcher, http("/"), null));

    assertThat(exchange.body()).hasSize(10_000);
    assertThat(exchange.attempt().bytes()).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBodyBeyondTheLimitIsBrokenOff(boolean packed) throws IOException, InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (java.io.OutputStream out = packed ? new GZIPOutputStream(body) : body) {
      out.write(new byte[2_000_000]);
    }
    server.enqueue(
        new MockResponse.Builder()
            .body(new Buffer().write(body.toByteArray()))
            .addHeader("Content-Encoding", packed ? "gzip" : "identity")
            .build());

    Exchange<String> exchange = Fetchers.get(fetcher, http("/"), null);

    Failure failure = Fetchers.failure(exchange);
    assertThat(failure.message()).contains("larger than 1000000 bytes");
    assertThat(failure.phase()).isEqualTo(Phase.TRANSFER);
    assertThat(failure.code()).isEqualTo("http.unexpected-answer");
    assertThat(exchange.attempt().bytes()).isLessThan(1_100_000);
  }

  @Test
  void whatTheReaderThrowsIsItsCallersAffair() throws IOException {
    answer(200, "hello");
    answer(200, "hello");
    Fetch fetch = new Fetch(URI.create(http("/")), HERE, Map.of(), Duration.ofSeconds(60), 100);

    assertThatThrownBy(() ->
            fetcher.fetch(
                fetch,
                body -> {
                  throw new IOException("not a zip");
                }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("not a zip");
    assertThatThrownBy(() ->
            fetcher.fetch(
                fetch,
                body -> {
                  throw new IllegalStateException("mine");
                }))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aRedirectIsFollowedWithoutCredentials() throws IOException, InterruptedException {
    MockWebServer elsewhere = opened(new MockWebServer());
    elsewhere.enqueue(new MockResponse.Builder().body("there").build());
    elsewhere.start();
    answer(302, "", "Location", "/next");
    answer(307, "", "Location", "http://proxy.test:%d/end".formatted(elsewhere.getPort()));
    URI url = URI.create(http("/first"));

    Exchange<String> exchange =
        fetcher.fetch(
            new Fetch(
                url,
                HERE,
                Map.of(
                    "Authorization", "Bearer x", "Cookie", "a=b", "Disable-Module-Fetch", "true"),
                Duration.ofSeconds(60),
                100),
            Fetchers::text);

    assertThat(answered(exchange).body()).isEqualTo("there");
    assertThat(answered(exchange).url().getPath()).isEqualTo("/end");
    server.takeRequest();
    assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer x");
    RecordedRequest last = elsewhere.takeRequest();
    assertThat(last.getHeaders().get("Authorization")).isNull();
    assertThat(last.getHeaders().get("Cookie")).isNull();
    assertThat(last.getHeaders().get("Disable-Module-Fetch")).isEqualTo("true");
  }

  @Test
  void aRedirectMayNotGiveUpEncryption() throws IOException, InterruptedException {
    answer(301, "", "Location", "http://proxy.test/plain");

    Failure failure = Fetchers.failure(Fetchers.get(fetcher, https("/"), null));

    assertThat(failure.message()).contains("redirected from secure URL").contains("insecure URL");
    assertThat(failure.code()).isEqualTo("http.insecure-refused");
  }

  @Test
  void redirectsEnd() throws IOException, InterruptedException {
    for (int i = 0; i < 20; i++) {
      answer(302, "", "Location", "/again");
    }

    Failure failure = Fetchers.failure(Fetchers.get(fetcher, http("/"), null));

    assertThat(failure.message()).contains("stopped after 10 redirects");
    assertThat(server.getRequestCount()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://proxy.test/", "http://[", "file:///etc/passwd"})
  void aRedirectMayNotLeaveHttp(String location) throws IOException, InterruptedException {
    answer(302, "", "Location", location);

    Failure failure = Fetchers.failure(Fetchers.get(fetcher, http("/"), null));

    assertThat(failure.message()).contains("failed to parse Location header");
  }

  @ParameterizedTest
  @CsvSource({
    "http://10.0.0.1/, 10.0.0.1 is a private address",
    "http://169.254.169.254/latest/meta-data/, 169.254.169.254 is a metadata service",
    "http://[::ffff:10.0.0.1]/, 10.0.0.1 is a private address",
    "http://[fd00::1]/, is a unique local address",
    "http://inside.test/, 192.168.0.1 is a private address",
    "http://0x7f.1/, is not a host name",
    "http://2130706433/, is not a host name"
  })
  void aRedirectToAnInnerAddressIsTheTargetsFault(String location, String says)
      throws IOException, InterruptedException {
    lookup.with("inside.test", "192.168.0.1");
    answer(302, "", "Location", location);

    Failure failure = Fetchers.failure(Fetchers.get(fetcher, http("/"), null));

    assertThat(failure.message()).contains(says);
    assertThat(failure.code()).isEqualTo("http.unexpected-answer");
    assertThat(failure.source()).isEqualTo(FailureSource.TARGET);
  }

  @ParameterizedTest
  @CsvSource({
    "http://10.0.0.1/, 10.0.0.1 is a private address",
    "https://[::ffff:127.0.0.1]/, 127.0.0.1 is a loopback address",
    "https://inside.test/, 192.168.0.1 is a private address",
    "https://127.0.0.1/, 127.0.0.1 is a loopback address"
  })
  void anInnerTargetIsRefusedHere(String url, String says) throws InterruptedException {
    lookup.with("inside.test", "192.168.0.1");
    OkHttpFetcher strict =
        Fetchers.of(EgressPolicy.STRICT, lookup, tls.authorityPem(), PhaseLimits.DEFAULTS);

    Exchange<String> exchange = Fetchers.get(strict, url, null);

    assertThat(Fetchers.failure(exchange).message()).contains(says);
    assertThat(Fetchers.failure(exchange).code()).isEqualTo("tcp.blocked-locally");
    assertThat(Fetchers.failure(exchange).source()).isEqualTo(FailureSource.OWN_NETWORK);
    assertThat(exchange.attempt().timings().connect()).isNull();
  }

  @Test
  void aNameThatTurnsInwardsIsRefusedTheSecondTime() throws IOException, InterruptedException {
    lookup.with("turning.test", FakeLookup.found("127.0.0.1"), FakeLookup.found("127.0.0.2"));
    answer(302, "", "Location", "/again");
    answer(200, "inside");
    http("/");

    Exchange<String> exchange =
        Fetchers.get(fetcher, "http://turning.test:%d/".formatted(server.getPort()), null);

    assertThat(Fetchers.failure(exchange).message()).contains("127.0.0.2 is a loopback address");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void ofSeveralAddressesOnlyTheAllowedAreUsed() throws IOException, InterruptedException {
    lookup.with("mixed.test", "10.0.0.1", "127.0.0.1", "fd00::1");
    answer(200, "hello");
    http("/");

    Exchange<String> exchange =
        Fetchers.get(fetcher, "http://mixed.test:%d/".formatted(server.getPort()), null);

    assertThat(answered(exchange).attempt().address()).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptEndsAFetch(boolean virtual) throws IOException, InterruptedException {
    RawServer silent = opened(RawServer.silent());
    FutureTask<Boolean> ended =
        new FutureTask<>(() -> {
          try {
            Fetchers.get(fetcher, "http://proxy.test:%d/".formatted(silent.port()), null);
            return false;
          } catch (InterruptedException e) {
            return true;
          }
        });
    Thread thread = virtual ? Thread.ofVirtual().start(ended) : Thread.ofPlatform().start(ended);
    silent.awaitRequest();

    thread.interrupt();

    assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
    assertThat(ended.resultNow()).isTrue();
  }

  @Test
  void thereMayBeNoTimeAtAll() throws InterruptedException {
    Exchange<String> exchange =
        Fetchers.get(fetcher, "https://a.silent.test/", null, Duration.ZERO);

    assertThat(exchange.attempt().failure()).isNotNull();
  }
}
