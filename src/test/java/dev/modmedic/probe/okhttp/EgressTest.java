package dev.modmedic.probe.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modmedic.access.EgressPolicy;
import dev.modmedic.probe.Exchange;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Phase;
import dev.modmedic.testing.net.FakeLookup;
import dev.modmedic.testing.net.ForwardProxy;
import dev.modmedic.testing.net.RawServer;
import dev.modmedic.testing.net.TlsFaults;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressTest {
  private final TlsFaults tls = new TlsFaults();
  private final FakeLookup lookup = new FakeLookup().with("egress.test", "127.0.0.1");
  private final OkHttpFetcher fetcher = Fetchers.of(lookup, tls.authorityPem());
  private final List<AutoCloseable> open = new ArrayList<>();
  private MockWebServer server;
  private ForwardProxy proxy;

  @BeforeEach
  void open() throws IOException {
    server = opened(new MockWebServer());
    server.enqueue(new MockResponse.Builder().body("hello").build());
    // Only the proxy knows this name.
    proxy = opened(new ForwardProxy(name -> name.equals("far.test") ? "127.0.0.1" : name));
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

  private String https(String path) throws IOException {
    server.useHttps(TlsFaults.server(tls.good("far.test")).getSocketFactory());
    server.start();
    return "https://far.test:" + server.getPort() + path;
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5", "socks5h"})
  void namesAreResolvedBehindTheProxy(String scheme) throws IOException, InterruptedException {
    Exchange<String> exchange =
        Fetchers.get(fetcher, https("/x"), "%s://egress.test:%d".formatted(scheme, proxy.port()));

    assertThat(exchange).isInstanceOf(Exchange.Answered.class);
    assertThat(exchange.attempt().timings().resolve()).as("the proxy's name").isNotNull();
    assertThat(exchange.attempt().timings().connect()).isNotNull();
    assertThat(exchange.attempt().timings().tls()).isNotNull();
    assertThat(exchange.attempt().address()).isEqualTo("127.0.0.1");
    assertThat(lookup.asked("far.test")).isZero();
    assertThat(proxy.targets()).containsExactly("far.test:" + server.getPort());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5"})
  void aLoginIsSent(String scheme) throws IOException, InterruptedException {
    proxy.wantLogin("me", "secret word");

    Exchange<String> exchange =
        Fetchers.get(
            fetcher,
            https("/x"),
            "%s://me:secret%%20word@127.0.0.1:%d".formatted(scheme, proxy.port()));

    assertThat(exchange).isInstanceOf(Exchange.Answered.class);
    assertThat(exchange.attempt().timings().resolve()).as("nothing to resolve").isNull();
  }

  @Test
  void plainHttpGoesThroughTheHttpProxyAsAWholeUrl() throws IOException, InterruptedException {
    server.start();

    Exchange<String> exchange =
        Fetchers.get(
            fetcher,
            "http://far.test:%d/x".formatted(server.getPort()),
            "http://127.0.0.1:" + proxy.port());

    assertThat(exchange).isInstanceOf(Exchange.Answered.class);
    assertThat(server.takeRequest().getTarget()).isEqualTo("/x");
  }

  @ParameterizedTest
  @CsvSource({
    "http, http-proxy.auth-required, Proxy Authentication Required",
    "socks5, http-proxy.auth-required, no acceptable authentication methods"
  })
  void aMissingLoginIsTheVantagesFault(String scheme, String code, String message)
      throws IOException, InterruptedException {
    proxy.wantLogin("me", "secret");

    assertFailure(
        Fetchers.get(fetcher, https("/x"), scheme + "://127.0.0.1:" + proxy.port()),
        FailureSource.OWN_NETWORK,
        code,
        message);
  }

  @Test
  void aWrongLoginIsTheVantagesFaultAndIsNotShown() throws IOException, InterruptedException {
    proxy.wantLogin("me", "secret");

    Exchange<String> exchange =
        Fetchers.get(fetcher, https("/x"), "socks5://me:hunter22@127.0.0.1:" + proxy.port());

    assertFailure(
        exchange,
        FailureSource.OWN_NETWORK,
        "http-proxy.auth-required",
        "username/password authentication failed");
    assertThat(exchange.toString()).doesNotContain("hunter22");
  }

  @Test
  void aProxyThatRefusesIsTheVantagesFault() throws IOException, InterruptedException {
    RawServer denying = opened(RawServer.answering("403 Forbidden"));

    assertFailure(
        Fetchers.get(fetcher, https("/x"), "http://" + denying.address()),
        FailureSource.OWN_NETWORK,
        "http-proxy.connect-denied",
        "Forbidden");
  }

  @ParameterizedTest
  @CsvSource({
    "http, proxyconnect tcp: dial tcp 127.0.0.1:",
    "socks5, socks connect tcp 127.0.0.1:"
  })
  void aProxyThatIsNotThereIsTheVantagesFault(String scheme, String message)
      throws IOException, InterruptedException {
    Socket taken = opened(new Socket());
    taken.bind(new InetSocketAddress("127.0.0.1", 0));

    assertFailure(
        Fetchers.get(fetcher, https("/x"), scheme + "://127.0.0.1:" + taken.getLocalPort()),
        FailureSource.OWN_NETWORK,
        "http-proxy.unreachable",
        message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5"})
  void aProxyWhoseNameIsUnknownIsTheVantagesFault(String scheme)
      throws IOException, InterruptedException {
    Exchange<String> exchange = Fetchers.get(fetcher, https("/x"), scheme + "://unknown.test:3128");

    assertThat(Fetchers.failure(exchange).source()).isEqualTo(FailureSource.OWN_NETWORK);
    assertThat(Fetchers.failure(exchange).phase()).isEqualTo(Phase.RESOLVE);
    assertThat(Fetchers.failure(exchange).message()).contains("lookup unknown.test");
  }

  @Test
  void aTargetThatTheProxyCannotReachIsTheTargetsFault() throws IOException, InterruptedException {
    Socket taken = opened(new Socket());
    taken.bind(new InetSocketAddress("127.0.0.1", 0));
    String url = "https://far.test:" + taken.getLocalPort();

    Exchange<String> socks = Fetchers.get(fetcher, url, "socks5://127.0.0.1:" + proxy.port());
    Exchange<String> http = Fetchers.get(fetcher, url, "http://127.0.0.1:" + proxy.port());

    assertThat(Fetchers.failure(socks).source()).isEqualTo(FailureSource.TARGET);
    assertThat(Fetchers.failure(socks).message()).contains("connection refused");
    assertThat(Fetchers.failure(socks).code()).isEqualTo("tcp.connection-refused");
    assertThat(Fetchers.failure(http).source()).isEqualTo(FailureSource.TARGET);
    assertThat(Fetchers.failure(http).message()).contains("Bad Gateway");
    assertThat(Fetchers.failure(http).code()).isEqualTo("http-proxy.connect-denied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5"})
  void theProxysAddressIsHeldAgainstThePolicy(String scheme)
      throws IOException, InterruptedException {
    OkHttpFetcher strict =
        Fetchers.of(EgressPolicy.STRICT, lookup, tls.authorityPem(), PhaseLimits.DEFAULTS);

    for (String host : List.of("127.0.0.1", "egress.test")) {
      assertFailure(
          Fetchers.get(strict, https(""), "%s://%s:%d".formatted(scheme, host, proxy.port())),
          FailureSource.OWN_NETWORK,
          "tcp.blocked-locally",
          "127.0.0.1 is a loopback address");
      server = opened(new MockWebServer());
    }
    assertThat(proxy.targets()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "169.254.169.254", "[fd00::1]", "localhost", "a.localhost"})
  void aProxyIsNotSentWhereItsOwnNetworkWouldBe(String host) throws InterruptedException {
    for (String scheme : List.of("http", "socks5")) {
      Exchange<String> exchange =
          Fetchers.get(
              fetcher, "https://%s/x".formatted(host), scheme + "://127.0.0.1:" + proxy.port());

      assertThat(Fetchers.failure(exchange).code()).isEqualTo("tcp.blocked-locally");
    }
    assertThat(proxy.targets()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://127.0.0.1:21", "https://127.0.0.1", "socks4://127.0.0.1"})
  void otherKindsOfEgressAreAMistakeOfOurs(String egress) {
    assertThatThrownBy(() -> Egress.of(URI.create(egress)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertFailure(
      Exchange<?> exchange, FailureSource source, String code, String message) {
    Failure failure = Fetchers.failure(exchange);
    assertThat(failure.message()).contains(message);
    assertThat(failure.code()).as(failure.message()).isEqualTo(code);
    assertThat(failure.source()).isEqualTo(source);
    assertThat(failure.phase()).isIn(Phase.RESOLVE, Phase.CONNECT);
  }
}
