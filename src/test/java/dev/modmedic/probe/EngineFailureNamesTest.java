package dev.modmedic.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.Finding;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.diagnosis.TestEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineFailureNamesTest {
  private static final Engine ENGINE = TestEngine.bundled();

  private final FailureNames names = new EngineFailureNames(() -> ENGINE);

  /** Where a diagnosis of these words is sure, so is the probe, and of the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RESOLVE | dial tcp: lookup proxy.example.com on 10.255.255.53:53: dial udp"
            + " 10.255.255.53:53: connect: network is unreachable",
        "RESOLVE | dial tcp: lookup proxy.example.com on 10.255.255.53:53: read udp"
            + " 10.0.0.2:40000->10.255.255.53:53: read: connection refused",
        "RESOLVE | dial tcp: lookup proxy.example.com on 10.255.255.53:53: read udp"
            + " 10.0.0.2:40000->10.255.255.53:53: i/o timeout",
        "RESOLVE | dial tcp: lookup proxy.example.com on 10.255.255.53:53: read udp"
            + " 10.0.0.2:40000->10.255.255.53:53: read: no route to host",
        "RESOLVE | dial tcp: lookup proxy.example.com on 10.255.255.53:53: dial udp"
            + " 10.255.255.53:53: connect: operation not permitted",
        "RESOLVE | dial tcp: lookup proxy.example.com on 10.255.255.53:53: dial tcp"
            + " 10.255.255.53:53: connect: connection reset by peer",
        "RESOLVE | dial tcp: lookup proxy.example.com: no such host",
        "RESOLVE | dial tcp: lookup proxy.example.com on 10.255.255.53:53: server misbehaving",
        "RESOLVE | dial tcp: lookup proxy.example.com: i/o timeout",
        "RESOLVE | dial tcp: lookup proxy.example.com on https://dns.example.com/dns-query: tls:"
            + " failed to verify certificate: x509: certificate signed by unknown authority",
        "RESOLVE | dial udp 10.255.255.53:53: socket: too many open files",
        "CONNECT | dial tcp 192.0.2.1:443: connect: connection refused",
        "CONNECT | dial tcp 192.0.2.1:443: connect: network is unreachable",
        "CONNECT | dial tcp 192.0.2.1:443: connect: no route to host",
        "CONNECT | dial tcp 192.0.2.1:443: connect: cannot assign requested address",
        "CONNECT | dial tcp 192.0.2.1:443: connect: operation not permitted",
        "CONNECT | dial tcp 192.0.2.1:443: socket: too many open files",
        "CONNECT | dial tcp 192.0.2.1:443: i/o timeout",
        "CONNECT | dial tcp [2001:db8::1]:443: connect: network is unreachable",
        "CONNECT | proxyconnect tcp: dial tcp 192.0.2.1:3128: connect: connection refused",
        "CONNECT | Proxy Authentication Required",
        "CONNECT | Forbidden",
        "CONNECT | Bad Gateway",
        "TLS | net/http: TLS handshake timeout",
        "TLS | EOF",
        "TLS | remote error: tls: handshake failure",
        "TLS | tls: first record does not look like a TLS handshake",
        "TLS | http: server gave HTTP response to HTTPS client",
        "TLS | tls: failed to verify certificate: x509: certificate has expired or is not yet"
            + " valid: current time 2026-11-21T12:00:00Z is after 2026-11-01T00:00:00Z",
        "TLS | read tcp 192.0.2.2:40000->192.0.2.1:443: read: connection reset by peer",
        "WAIT | context deadline exceeded (Client.Timeout exceeded while awaiting headers)",
        "WAIT | read tcp 192.0.2.2:40000->192.0.2.1:443: read: connection reset by peer",
        "WAIT | stream error: stream ID 1; INTERNAL_ERROR; received from peer",
        "WAIT | http2: server sent GOAWAY and closed the connection",
        "WAIT | stopped after 10 redirects",
        "WAIT | redirected from secure URL https://a.example/ to insecure URL http://a.example/",
        "TRANSFER | unexpected EOF",
        "TRANSFER | context deadline exceeded (Client.Timeout or context cancellation while"
            + " reading body)",
        "TRANSFER | stream error: stream ID 1; INTERNAL_ERROR; received from peer",
      })
  void theSameWordsAreTheSameCauseAsInADiagnosis(Phase phase, String says) {
    String log = "Get \"https://proxy.example.com/golang.org/x/text/@v/list\": " + says;

    String diagnosed =
        ENGINE.diagnose(Inquiry.of(log)).causes().stream()
            .filter(cause -> cause.confidence() >= 0.5)
            .map(Finding::code)
            .findFirst()
            .orElse("unknown");

    assertThat(names.named(FailureSource.TARGET, phase, log, "unknown").code())
        .isEqualTo(diagnosed);
  }

  /** Of a connection that ended, words alone do not say whether the handshake was over. */
  @Test
  void whatWasOverWhenItFailedIsNoCause() {
    String log = "Get \"https://proxy.example.com/golang.org/x/text/@v/list\": EOF";

    assertThat(names.named(FailureSource.TARGET, Phase.TLS, log, "unknown").code())
        .isEqualTo("tls.handshake-failure");
    assertThat(names.named(FailureSource.TARGET, Phase.WAIT, log, "http.stream-broken").code())
        .isEqualTo("http.stream-broken");
  }

  @Test
  void aResolverThatNobodyReachedHasNotAnswered() {
    Failure failure =
        names.named(
            FailureSource.RESOLVER,
            Phase.RESOLVE,
            "Get \"https://proxy.example.com/\": dial tcp: lookup proxy.example.com on"
                + " 10.255.255.53:53: dial udp 10.255.255.53:53: connect: network is unreachable",
            "dns.server-failure");

    assertThat(failure.code()).isEqualTo("tcp.unreachable");
  }
}
