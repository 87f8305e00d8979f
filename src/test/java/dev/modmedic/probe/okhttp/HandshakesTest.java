package dev.modmedic.probe.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.probe.Exchange;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Phase;
import dev.modmedic.testing.net.FakeLookup;
import dev.modmedic.testing.net.RawServer;
import dev.modmedic.testing.net.TlsFaults;
import java.io.IOException;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Handshakes say the same whichever library makes them. */
class HandshakesTest {
  private static final int HANDSHAKE = 0x16;
  private static final int ALERT = 0x15;

  /** What Go calls the alerts of RFC 8446, section 6. */
  private static final Map<Integer, String> ALERTS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(10, "unexpected message"),
              Map.entry(20, "bad record MAC"),
              Map.entry(22, "record overflow"),
              Map.entry(40, "handshake failure"),
              Map.entry(42, "bad certificate"),
              Map.entry(43, "unsupported certificate"),
              Map.entry(44, "revoked certificate"),
              Map.entry(45, "expired certificate"),
              Map.entry(46, "unknown certificate"),
              Map.entry(47, "illegal parameter"),
              Map.entry(48, "unknown certificate authority"),
              Map.entry(49, "access denied"),
              Map.entry(50, "error decoding message"),
              Map.entry(51, "error decrypting message"),
              Map.entry(70, "protocol version not supported"),
              Map.entry(71, "insufficient security level"),
              Map.entry(80, "internal error"),
              Map.entry(109, "missing extension"),
              Map.entry(110, "unsupported extension"),
              Map.entry(112, "unrecognized name"),
              Map.entry(116, "certificate required"),
              Map.entry(120, "no application protocol")));

  private final TlsFaults tls = new TlsFaults();
  private final FakeLookup lookup =
      new FakeLookup()
          .with("proxy.test", "127.0.0.1")
          .with("single", "127.0.0.1")
          .with("single.", "127.0.0.1");
  private final List<AutoCloseable> open = new ArrayList<>();

  /** Who shakes hands. */
  enum Library {
    JAVA(Optional::empty),
    BORING_SSL(BoringSsl::provider);

    private final Supplier<Optional<Provider>> provider;

    Library(Supplier<Optional<Provider>> provider) {
      this.provider = provider;
    }
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable server : open.reversed()) {
      server.close();
    }
  }

  private OkHttpFetcher fetcher(Library library) {
    return Fetchers.of(
        Fetchers.LOOPBACK, lookup, tls.authorityPem(), PhaseLimits.DEFAULTS, library.provider);
  }

  private MockWebServer https(HeldCertificate certificate) throws IOException {
    MockWebServer server = new MockWebServer();
    open.add(server);
    server.useHttps(TlsFaults.server(certificate).getSocketFactory());
    server.start();
    return server;
  }

  private static Exchange<String> get(OkHttpFetcher fetcher, String host, int port)
      throws InterruptedException {
    return Fetchers.get(fetcher, "https://%s:%d/x".formatted(host, port), null);
  }

  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      architectures = {"amd64", "aarch64"})
  void boringSslIsThereOnTheUsualLinux() {
    assertThat(BoringSsl.provider()).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void certificatesAreLookedAtAsGoDoes(Library library) throws IOException, InterruptedException {
    Map<HeldCertificate, List<String>> expected =
        Map.of(
            tls.expired("proxy.test"),
            List.of("tls.certificate-expired", "is after 2024-01-01"),
            tls.notYetValid("proxy.test"),
            List.of("tls.clock-skew", "is before"),
            tls.wrongName(),
            List.of(
                "tls.hostname-mismatch",
                "x509: certificate is valid for other.example.com, not proxy.test"),
            tls.unknownAuthority("proxy.test"),
            List.of("tls.unknown-authority", "x509: certificate signed by unknown authority"),
            tls.legacyCommonName("proxy.test"),
            List.of("tls.legacy-common-name", "certificate relies on legacy Common Name field"),
            tls.good("10.1.1.1"),
            List.of(
                "tls.hostname-mismatch",
                "certificate is not valid for any names, but wanted to match proxy.test"));
    for (Map.Entry<HeldCertificate, List<String>> one : expected.entrySet()) {
      Exchange<String> exchange =
          get(fetcher(library), "proxy.test", https(one.getKey()).getPort());

      assertFailed(exchange, one.getValue().getFirst(), one.getValue().getLast());
      assertThat(Fetchers.failure(exchange).source()).isEqualTo(FailureSource.TARGET);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHandshakeMayFailWithoutACertificate(Library library)
      throws IOException, InterruptedException {
    assertHandshake(
        library,
        TlsFaults.plainHttp(),
        "tls.plain-http-server",
        "http: server gave HTTP response to HTTPS client");
    assertHandshake(library, TlsFaults.cutHandshake(), "tls.handshake-failure", "EOF");
    assertHandshake(
        library, RawServer.resetting(), "tcp.connection-reset", "read: connection reset by peer");
    assertHandshake(
        library,
        RawServer.sending(serverHelloOf(1)),
        "tls.handshake-failure",
        "tls: server selected unsupported protocol version");
  }

  @ParameterizedTest
  @EnumSource
  void anAlertHasTheNameGoGivesIt(Library library) throws IOException, InterruptedException {
    for (Map.Entry<Integer, String> alert : ALERTS.entrySet()) {
      assertHandshake(
          library,
          RawServer.sending(new byte[] {ALERT, 3, 3, 0, 2, 2, alert.getKey().byteValue()}),
          alert.getKey() == 44 ? "tls.certificate-revoked" : "tls.handshake-failure",
          "remote error: tls: " + alert.getValue());
    }
  }

  /** That a server of TLS 1.{@code minor - 1} sends. */
  private static byte[] serverHelloOf(int minor) {
    byte[] hello = new byte[5 + 4 + 38];
    hello[0] = HANDSHAKE;
    hello[1] = 3;
    hello[2] = (byte) minor;
    hello[4] = 42;
    hello[5] = 2;
    hello[8] = 38;
    hello[9] = 3;
    hello[10] = (byte) minor;
    hello[44] = (byte) 0xc0; // TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA
    hello[45] = 0x13;
    return hello;
  }

  @ParameterizedTest
  @EnumSource
  void noSessionIsResumed(Library library) throws IOException, InterruptedException {
    MockWebServer server = https(tls.good("proxy.test"));
    OkHttpFetcher fetcher = fetcher(library);
    for (int i = 0; i < 3; i++) {
      server.enqueue(new MockResponse.Builder().body("hello").build());
      assertThat(answered(get(fetcher, "proxy.test", server.getPort())).certificateExpiresAt())
          .as("end of the certificate that was checked")
          .isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theServerIsToldEveryNameButNoAddress(Library library)
      throws IOException, InterruptedException {
    MockWebServer server = https(tls.good("proxy.test", "single", "127.0.0.1"));
    Map<String, List<String>> told =
        Map.of(
            "proxy.test", List.of("proxy.test"),
            "single", List.of("single"),
            "single.", List.of("single"),
            "127.0.0.1", List.of());
    for (String host : told.keySet()) {
      server.enqueue(new MockResponse.Builder().body("hello").build());

      answered(get(fetcher(library), host, server.getPort()));

      assertThat(server.takeRequest().getHandshakeServerNames()).as(host).isEqualTo(told.get(host));
    }
  }

  private void assertHandshake(Library library, RawServer server, String code, String message)
      throws InterruptedException {
    open.add(server);

    Exchange<String> exchange = get(fetcher(library), "proxy.test", server.port());

    assertFailed(exchange, code, message);
    assertThat(server.connections()).as("go does not try again").isEqualTo(1);
  }

  private static void assertFailed(Exchange<?> exchange, String code, String message) {
    Failure failure = Fetchers.failure(exchange);
    assertThat(failure.message()).contains(message);
    assertThat(failure.code()).as(failure.message()).isEqualTo(code);
    assertThat(failure.phase()).isEqualTo(Phase.TLS);
    assertThat(exchange.attempt().timings().of(Phase.CONNECT)).isPresent();
    assertThat(exchange.attempt().timings().of(Phase.TLS)).isPresent();
    assertThat(exchange.attempt().timings().of(Phase.WAIT)).isEmpty();
  }

  private static Exchange.Answered<String> answered(Exchange<String> exchange) {
    if (exchange instanceof Exchange.Answered<String> answered) {
      return answered;
    }
    throw new AssertionError(exchange);
  }
}
