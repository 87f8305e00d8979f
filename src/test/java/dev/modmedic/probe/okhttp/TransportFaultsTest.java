package dev.modmedic.probe.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.probe.Exchange;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Phase;
import dev.modmedic.testing.net.FakeLookup;
import dev.modmedic.testing.net.Fault;
import dev.modmedic.testing.net.FaultProxy;
import dev.modmedic.testing.net.RawServer;
import dev.modmedic.testing.net.TlsFaults;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Protocol;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong on the way is seen in the phase it happens in, and named by the knowledge. */
class TransportFaultsTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final String BODY = "0123456789".repeat(5_000);

  private final TlsFaults tls = new TlsFaults();
  private final FakeLookup lookup =
      new FakeLookup()
          .with("proxy.test", "127.0.0.1")
          .with("both.test", "::1", "127.0.0.1")
          .with(
              "broken.test",
              FakeLookup.failed("lookup broken.test on 127.0.0.53:53: server misbehaving"))
          .with(
              "timeout.test",
              FakeLookup.failed(
                  "lookup timeout.test on 10.0.0.1:53: read udp 10.0.0.2:3->10.0.0.1:53: i/o"
                      + " timeout"))
          .with(
              "nobody.test",
              FakeLookup.failed(
                  "lookup nobody.test on 127.0.0.1:53: read udp 127.0.0.1:3->127.0.0.1:53: read:"
                      + " connection refused"));
  private final OkHttpFetcher fetcher = Fetchers.of(lookup, tls.authorityPem());
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable server : open.reversed()) {
      server.close();
    }
  }

  private <T extends AutoCloseable> T opened(T server) {
    open.add(server);
    return server;
  }

  private MockWebServer https(HeldCertificate certificate) throws IOException {
    return https(certificate, Protocol.HTTP_2, Protocol.HTTP_1_1);
  }

  private MockWebServer https(HeldCertificate certificate, Protocol... spoken) throws IOException {
    MockWebServer server = opened(new MockWebServer());
    server.setProtocols(Stream.of(spoken).distinct().toList());
    server.useHttps(TlsFaults.server(certificate).getSocketFactory());
    server.enqueue(new MockResponse.Builder().body(BODY).build());
    server.start();
    return server;
  }

  private static void assertReached(Exchange<?> exchange, Phase... phases) {
    Set<Phase> reached =
        Arrays.stream(Phase.values())
            .filter(phase -> exchange.attempt().timings().of(phase).isPresent())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Phase.class)));
    assertThat(reached).containsExactly(phases);
    assertThat(exchange.attempt().timings().of(reached.iterator().next()).orElseThrow())
        .isPositive();
  }

  private static void assertFailure(
      Exchange<?> exchange, Phase phase, String code, String message) {
    Failure failure = Fetchers.failure(exchange);
    assertThat(failure.message()).contains(message);
    assertThat(failure.code()).as(failure.message()).isEqualTo(code);
    assertThat(failure.phase()).isEqualTo(phase);
  }

  @ParameterizedTest
  @CsvSource({
    "unknown.test, dns.host-not-found, dial tcp: lookup unknown.test on 127.0.0.53:53: no such"
        + " host",
    "broken.test, dns.server-failure, server misbehaving",
    "timeout.test, dns.timeout, i/o timeout",
    "nobody.test, dns.resolver-unreachable, read: connection refused"
  })
  void aNameThatIsNotResolvedIsTheResolversFault(String host, String code, String message)
      throws InterruptedException {
    Exchange<String> exchange = Fetchers.get(fetcher, "https://" + host + "/x/@v/list", null);

    assertReached(exchange, Phase.RESOLVE);
    assertFailure(exchange, Phase.RESOLVE, code, message);
    assertThat(Fetchers.failure(exchange).source()).isEqualTo(FailureSource.RESOLVER);
    assertThat(exchange.attempt().address()).isNull();
  }

  @Test
  void aSilentResolverEndsByTheDeadline() throws InterruptedException {
    Exchange<String> exchange =
        Fetchers.get(fetcher, "https://a.silent.test/x/@v/list", null, SHORT);

    assertReached(exchange, Phase.RESOLVE);
    assertFailure(exchange, Phase.RESOLVE, "dns.timeout", "lookup a.silent.test: i/o timeout");
  }

  @Test
  void aClosedPortRefuses() throws IOException, InterruptedException {
    Socket taken = opened(new Socket());
    taken.bind(new InetSocketAddress("127.0.0.1", 0));

    Exchange<String> exchange =
        Fetchers.get(fetcher, "https://proxy.test:%d/x".formatted(taken.getLocalPort()), null);

    assertReached(exchange, Phase.RESOLVE, Phase.CONNECT);
    assertFailure(
        exchange,
        Phase.CONNECT,
        "tcp.connection-refused",
        "dial tcp 127.0.0.1:%d: connect: connection refused".formatted(taken.getLocalPort()));
    assertThat(Fetchers.failure(exchange).source()).isEqualTo(FailureSource.TARGET);
  }

  @Test
  void aHandshakeThatIsNeverAnsweredEndsByTheDeadline() throws IOException, InterruptedException {
    RawServer server = opened(TlsFaults.stalledHandshake());

    Exchange<String> exchange =
        Fetchers.get(fetcher, "https://proxy.test:%d/x".formatted(server.port()), null, SHORT);

    assertReached(exchange, Phase.RESOLVE, Phase.CONNECT, Phase.TLS);
    assertFailure(exchange, Phase.TLS, "tls.handshake-timeout", "net/http: TLS handshake timeout");
    assertThat(exchange.attempt().address()).isEqualTo("127.0.0.1");
  }

  @Test
  void aPhaseMayHaveALimitOfItsOwn() throws IOException, InterruptedException {
    RawServer server = opened(TlsFaults.stalledHandshake());
    PhaseLimits limits =
        new PhaseLimits(Fetchers.LONG, Fetchers.LONG, SHORT, Fetchers.LONG, Fetchers.LONG);
    OkHttpFetcher strict = Fetchers.of(Fetchers.LOOPBACK, lookup, tls.authorityPem(), limits);

    Exchange<String> exchange =
        Fetchers.get(strict, "https://proxy.test:%d/x".formatted(server.port()), null);

    assertFailure(exchange, Phase.TLS, "tls.handshake-timeout", "net/http: TLS handshake timeout");
  }

  @Test
  void anAnswerMayNotComeOrNotBeOne() throws IOException, InterruptedException {
    assertAnswer(
        RawServer.silent(),
        SHORT,
        Phase.WAIT,
        "http.timeout",
        "context deadline exceeded (Client.Timeout exceeded while awaiting headers)");
    assertAnswer(RawServer.hangingUp(), Fetchers.LONG, Phase.WAIT, "tcp.connection-reset", ": EOF");
    assertAnswer(
        RawServer.resetting(),
        Fetchers.LONG,
        Phase.WAIT,
        "tcp.connection-reset",
        "read: connection reset by peer");
    assertAnswer(
        RawServer.sending("SSH-2.0-OpenSSH\r\n"),
        Fetchers.LONG,
        Phase.WAIT,
        "http.stream-broken",
        "malformed HTTP response");
  }

  @Test
  void aBodyMayBreakOff() throws IOException, InterruptedException {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf";
    assertAnswer(
        RawServer.sending(head),
        Fetchers.LONG,
        Phase.TRANSFER,
        "http.stream-broken",
        "unexpected EOF");
    assertAnswer(
        RawServer.stallingAfter(head),
        SHORT,
        Phase.TRANSFER,
        "http.timeout",
        "context deadline exceeded (Client.Timeout or context cancellation while reading body)");
  }

  private void assertAnswer(
      RawServer server, Duration deadline, Phase phase, String code, String message)
      throws IOException, InterruptedException {
    opened(server);

    Exchange<String> exchange =
        Fetchers.get(fetcher, "http://proxy.test:%d/x".formatted(server.port()), null, deadline);

    if (phase == Phase.WAIT) {
      assertReached(exchange, Phase.RESOLVE, Phase.CONNECT, Phase.WAIT);
    } else {
      assertReached(exchange, Phase.RESOLVE, Phase.CONNECT, Phase.WAIT, Phase.TRANSFER);
      assertThat(exchange.attempt().status()).isEqualTo(200);
    }
    assertFailure(exchange, phase, code, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reset=20000      | HTTP_1_1 | tcp.connection-reset | connection reset by peer",
        "limit=20000      | HTTP_1_1 | http.stream-broken   | unexpected EOF",
        "half-close=20000 | HTTP_1_1 | http.stream-broken   | unexpected EOF",
        "stall=20000      | HTTP_2   | http.timeout         | while reading body",
        "bandwidth=10000  | HTTP_2   | http.timeout         | while reading body"
      })
  void aNetworkMaySpoilTheTransfer(String fault, Protocol spoken, String code, String message)
      throws IOException, InterruptedException {
    // Over HTTP/2 a client also writes while it waits for the answer. On a busy machine it may then
    // learn of a cut by a failed write, before it has read what came ahead of the cut.
    MockWebServer server = https(tls.good("proxy.test"), spoken, Protocol.HTTP_1_1);
    FaultProxy network = opened(FaultProxy.before(server.getPort()));
    network.set(Fault.of(fault));
    boolean endless = fault.startsWith("stall") || fault.startsWith("bandwidth");

    Exchange<String> exchange =
        Fetchers.get(
            fetcher,
            "https://proxy.test:%d/x".formatted(network.port()),
            null,
            endless ? Duration.ofSeconds(3) : Fetchers.LONG);

    assertReached(exchange, Phase.values());
    assertFailure(exchange, Phase.TRANSFER, code, message);
    assertThat(exchange.attempt().bytes()).isBetween(1L, BODY.length() - 1L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"latency=20ms,5ms", "slow-close=20ms", "slice=5000,1ms", "half-close=1000000"})
  void whatOnlySlowsDownGoesThrough(String fault) throws IOException, InterruptedException {
    MockWebServer server = https(tls.good("proxy.test"));
    FaultProxy network = opened(FaultProxy.before(server.getPort()));
    network.set(Fault.of(fault));

    Exchange<String> exchange =
        Fetchers.get(fetcher, "https://proxy.test:%d/x".formatted(network.port()), null);

    assertThat(exchange).isInstanceOf(Exchange.Answered.class);
    assertReached(exchange, Phase.values());
    assertThat(exchange.attempt().bytes()).isEqualTo(BODY.length());
  }

  @Test
  void theOtherFamilyIsTriedWhenOneRefuses() throws IOException, InterruptedException {
    MockWebServer server = https(tls.good("both.test"));

    Exchange<String> exchange =
        Fetchers.get(fetcher, "https://both.test:%d/x".formatted(server.getPort()), null);

    assertThat(exchange).isInstanceOf(Exchange.Answered.class);
    assertThat(exchange.attempt().address()).isEqualTo("127.0.0.1");
  }
}
