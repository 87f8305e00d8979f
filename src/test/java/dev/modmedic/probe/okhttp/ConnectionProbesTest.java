package dev.modmedic.probe.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.access.EgressPolicy;
import dev.modmedic.probe.CheckNote;
import dev.modmedic.probe.Exchange;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.Phase;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.ProbeRequest;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.probe.Targets;
import dev.modmedic.probe.TcpProbe;
import dev.modmedic.probe.TlsProbe;
import dev.modmedic.testing.net.FakeLookup;
import dev.modmedic.testing.net.ForwardProxy;
import dev.modmedic.testing.net.RawServer;
import dev.modmedic.testing.net.TlsFaults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tcp and the tls probe, on real connections. */
class ConnectionProbesTest {
  private final TlsFaults tls = new TlsFaults();
  private final FakeLookup lookup =
      new FakeLookup().with("proxy.test", "127.0.0.1").with("both.test", "::1", "127.0.0.1");
  private final OkHttpFetcher connector = Fetchers.of(lookup, tls.authorityPem());
  private final List<AutoCloseable> open = new ArrayList<>();

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

  private int listening(String address) throws IOException {
    return opened(new ServerSocket(0, 50, InetAddress.ofLiteral(address))).getLocalPort();
  }

  private ProbeResult tcp(String url) throws InterruptedException {
    return tcp(connector, Targets.request(ProbeKind.TCP, url));
  }

  private ProbeResult tcp(OkHttpFetcher through, ProbeRequest request) throws InterruptedException {
    return new TcpProbe(through, lookup, Fetchers.names(), Clock.systemUTC()).probe(request);
  }

  private ProbeResult tls(String url) throws InterruptedException {
    return tls(Targets.request(ProbeKind.TLS, url));
  }

  private ProbeResult tls(ProbeRequest request) throws InterruptedException {
    return new TlsProbe(connector, Clock.systemUTC()).probe(request);
  }

  private String secured(HeldCertificate certificate) throws IOException {
    MockWebServer server = opened(new MockWebServer());
    server.useHttps(TlsFaults.server(certificate).getSocketFactory());
    server.start();
    return "https://proxy.test:" + server.getPort();
  }

  private static List<String> checks(ProbeResult result, CheckNote.Level level) {
    return result.checks().stream()
        .filter(note -> note.level() == level)
        .map(CheckNote::check)
        .toList();
  }

  @Test
  void aQuestionThatDidNotLeaveThisMachineSaysNothingOfTheTarget() throws InterruptedException {
    String cutOff = "proxy.cut-off.test";
    lookup.with(
        cutOff,
        FakeLookup.failed(
            "lookup %s on 10.255.255.53:53: dial udp 10.255.255.53:53: connect: network is"
                    .formatted(cutOff)
                + " unreachable"));
    String url = "https://" + cutOff;
    Exchange<String> exchange = Fetchers.get(connector, url, null);

    for (Failure failure : List.of(tcp(url).failure().orElseThrow(), Fetchers.failure(exchange))) {
      assertThat(failure.source()).isEqualTo(FailureSource.OWN_NETWORK);
      assertThat(failure.code()).isEqualTo("tcp.unreachable");
      assertThat(failure.phase()).isEqualTo(Phase.RESOLVE);
    }
  }

  @Test
  void everyAddressIsConnectedTo() throws IOException, InterruptedException {
    int port = listening("::");

    ProbeResult result = tcp("https://both.test:" + port);

    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(checks(result, CheckNote.Level.PASS)).containsExactly("tcp.address", "tcp.address");
    assertThat(result.first().timings().resolve()).isPositive();
    assertThat(result.first().timings().connect()).isPositive();
    assertThat(result.first().timings().tls()).isNull();
    assertThat(result.first().timings().waiting()).isNull();
    assertThat(result.first().address()).isEqualTo("0:0:0:0:0:0:0:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void oneFamilyBrokenIsAWarning(String works) throws IOException, InterruptedException {
    int port = listening(works);

    ProbeResult result = tcp("https://both.test:" + port);

    assertThat(result.outcome()).isEqualTo(Outcome.DEGRADED);
    assertThat(checks(result, CheckNote.Level.WARN))
        .containsExactly(
            "tcp.address", works.contains(":") ? "tcp.ipv4-broken" : "tcp.ipv6-broken");
    assertThat(result.failure()).isEmpty();
    assertThat(result.first().address()).isEqualTo(InetAddress.ofLiteral(works).getHostAddress());
  }

  @Test
  void anAddressThatMayNotBeUsedIsNoFaultOfTheTarget() throws IOException, InterruptedException {
    lookup.with("partly.test", "10.0.0.1", "127.0.0.1");
    int port = listening("127.0.0.1");

    ProbeResult result = tcp("https://partly.test:" + port);

    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(result.checks().getFirst().says())
        .contains("10.0.0.1 cannot be tried from here")
        .contains("is a private address");
  }

  @Test
  void aClosedPortAndAnUnknownNameFail() throws IOException, InterruptedException {
    Socket taken = opened(new Socket());
    taken.bind(new InetSocketAddress("127.0.0.1", 0));

    Failure refused = tcp("https://proxy.test:" + taken.getLocalPort()).failure().orElseThrow();
    Failure literal = tcp("http://127.0.0.1:" + taken.getLocalPort()).failure().orElseThrow();
    ProbeResult unknown = tcp("https://unknown.test");

    assertThat(refused.code()).isEqualTo("tcp.connection-refused");
    assertThat(refused.phase()).isEqualTo(Phase.CONNECT);
    assertThat(literal.code()).isEqualTo("tcp.connection-refused");
    assertThat(unknown.failure().orElseThrow().code()).isEqualTo("dns.host-not-found");
    assertThat(unknown.failure().orElseThrow().source()).isEqualTo(FailureSource.RESOLVER);
    assertThat(unknown.first().timings().resolve()).isPositive();
    assertThat(unknown.first().timings().connect()).isNull();
  }

  @Test
  void tcpGoesThroughAProxyAsWell() throws IOException, InterruptedException {
    ForwardProxy proxy = opened(new ForwardProxy(name -> "127.0.0.1"));
    int port = listening("127.0.0.1");
    ProbeRequest request = Targets.request(ProbeKind.TCP, "http://far.test:" + port);

    for (String scheme : List.of("http", "socks5")) {
      ProbeResult result =
          tcp(connector, Targets.through(request, scheme + "://127.0.0.1:" + proxy.port()));
      assertThat(result.outcome()).as(scheme).isEqualTo(Outcome.PASSED);
    }
    assertThat(proxy.targets()).containsExactly("far.test:" + port, "far.test:" + port);
  }

  @Test
  void allAddressesForbiddenIsTheVantagesAffair() throws IOException, InterruptedException {
    OkHttpFetcher strict =
        Fetchers.of(EgressPolicy.STRICT, lookup, tls.authorityPem(), PhaseLimits.DEFAULTS);

    ProbeResult result = tcp(strict, Targets.request(ProbeKind.TCP, "https://both.test"));

    assertThat(result.failure().orElseThrow().source()).isEqualTo(FailureSource.OWN_NETWORK);
    assertThat(result.failure().orElseThrow().code()).isEqualTo("tcp.blocked-locally");
  }

  @Test
  void aHandshakeTellsWhatWasAgreedOn() throws IOException, InterruptedException {
    ProbeResult result = tls(secured(tls.good("proxy.test")));

    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(result.checks().getFirst().says()).matches("TLSv1\\.3 with TLS_\\w+");
    assertThat(result.checks().get(1).says())
        .contains("CN=proxy.test, issued by CN=Test Root")
        .contains("(89 days left)");
    assertThat(result.facts())
        .containsEntry("tls.protocol", "TLSv1.3")
        .containsEntry("tls.issuer", "CN=Test Root");
    assertThat(result.facts().get("tls.fingerprint")).hasSize(64);
    assertThat(result.certificateExpiresAt()).isAfter(Instant.now().plus(Duration.ofDays(89)));
    assertThat(result.first().timings().tls()).isPositive();
    assertThat(result.first().timings().waiting()).isNull();
  }

  @Test
  void aChainThatIsNotTrustedIsShownAllTheSame() throws IOException, InterruptedException {
    ProbeResult result = tls(secured(tls.unknownAuthority("proxy.test")));

    assertThat(result.failure().orElseThrow().code()).isEqualTo("tls.unknown-authority");
    assertThat(result.checks().get(1).says()).contains("issued by CN=Stranger");
    assertThat(result.facts()).containsEntry("tls.issuer", "CN=Stranger");
    assertThat(result.certificateExpiresAt()).isNotNull();
  }

  @Test
  void otherHandshakesFailInTheirWay() throws IOException, InterruptedException {
    RawServer plain = opened(TlsFaults.plainHttp());
    RawServer stalled = opened(TlsFaults.stalledHandshake());

    assertThat(tls("http://proxy.test:" + plain.port()).failure().orElseThrow().code())
        .isEqualTo("tls.plain-http-server");
    assertThat(tls(secured(tls.expired("proxy.test"))).failure().orElseThrow().code())
        .isEqualTo("tls.certificate-expired");
    assertThat(tls(secured(tls.wrongName())).failure().orElseThrow().code())
        .isEqualTo("tls.hostname-mismatch");
    ProbeRequest request = Targets.request(ProbeKind.TLS, "https://proxy.test:" + stalled.port());
    ProbeRequest hasty =
        new ProbeRequest(
            request.target(), request.kind(), request.vantage(), Duration.ofMillis(150));
    assertThat(tls(hasty).failure().orElseThrow().code()).isEqualTo("tls.handshake-timeout");
  }
}
