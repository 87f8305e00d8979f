package dev.modmedic.probe.dnsjava;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.modmedic.access.EgressPolicy;
import dev.modmedic.probe.CheckNote;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.Phase;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.ProbeRequest;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.probe.Targets;
import dev.modmedic.probe.okhttp.Fetchers;
import dev.modmedic.testing.net.FakeDns;
import dev.modmedic.testing.net.FakeDns.Reply;
import dev.modmedic.testing.net.FakeLookup;
import dev.modmedic.testing.net.ForwardProxy;
import dev.modmedic.testing.net.TlsFaults;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.hosts.HostsFileParser;

class DnsProbeTest {
  private final TlsFaults tls = new TlsFaults();
  private final List<AutoCloseable> open = new ArrayList<>();
  @TempDir private Path folder;
  private FakeDns dns;
  private FakeDns other;

  @BeforeEach
  void open() throws IOException {
    dns = opened(new FakeDns());
    other = opened(new FakeDns());
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

  private ProbeResult probe(String... resolvers) throws IOException, InterruptedException {
    return probe(request(resolvers), EgressPolicy.allowing(List.of("127.0.0.1")), "");
  }

  private static ProbeRequest request(String... resolvers) {
    return Targets.request(ProbeKind.DNS, "https://proxy.test/", Targets.resolvers(resolvers));
  }

  private ProbeResult probe(ProbeRequest request, EgressPolicy policy, String hosts)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("hosts"), hosts);
    SystemServers servers = new SystemServers(List.of(dns.address()), List.of(), 1);
    return new DnsProbe(
            new SystemLookup(() -> servers, new HostsFileParser(file)),
            Fetchers.of(new FakeLookup().with("doh.test", "127.0.0.1"), tls.authorityPem()),
            policy,
            Fetchers.names(),
            Clock.systemUTC())
        .probe(request);
  }

  @Test
  void aNameThatIsTooLongIsNoHost() throws IOException, InterruptedException {
    String label = "a".repeat(64);

    ProbeResult result =
        probe(
            Targets.request(ProbeKind.DNS, "https://%s.test/".formatted(label)),
            EgressPolicy.STRICT,
            "");

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.failure().map(Failure::code)).hasValue("dns.host-not-found");
  }

  private String udp(FakeDns server) {
    return "udp://127.0.0.1:" + server.port();
  }

  private String doh(FakeDns server) throws IOException {
    HttpsServer https = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(TlsFaults.server(tls.good("doh.test"))));
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    https.setExecutor(threads);
    https.createContext(
        "/dns-query",
        exchange -> {
          try (exchange) {
            String query = exchange.getRequestURI().getQuery().replaceFirst("^dns=", "");
            byte[] answer = server.respond(Base64.getUrlDecoder().decode(query)).orElseThrow();
            exchange.getResponseHeaders().add("Content-Type", "application/dns-message");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    https.start();
    open.add(threads::shutdownNow);
    open.add(() -> https.stop(0));
    return "https://doh.test:%d/dns-query".formatted(https.getAddress().getPort());
  }

  private static String says(ProbeResult result, String check) {
    return result.checks().stream()
        .filter(note -> note.check().equals(check))
        .map(note -> note.level() + " " + note.says())
        .reduce((one, two) -> one + "\n" + two)
        .orElse("");
  }

  private static void assertFailed(ProbeResult result, String code, String message) {
    Failure failure = result.failure().orElseThrow();
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(failure.message()).contains(message);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.source()).isEqualTo(FailureSource.RESOLVER);
    assertThat(failure.phase()).isEqualTo(Phase.RESOLVE);
    assertThat(result.first().timings().resolve()).isPositive();
    assertThat(result.first().timings().connect()).isNull();
  }

  @Test
  void everyWayOfAskingIsCompared() throws IOException, InterruptedException {
    dns.answer("proxy.test", new Reply.Addresses(300, List.of("1.1.1.1", "2606:4700::1")));

    ProbeResult result = probe("system", udp(dns), "tcp://127.0.0.1:" + dns.port(), doh(dns));

    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(result.first().timings().resolve()).isPositive();
    assertThat(says(result, "dns.answer").lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("PASS "))
        .allMatch(line -> line.contains("1.1.1.1, 2606:4700:0:0:0:0:0:1, for 300 s, in "));
    assertThat(says(result, "dns.agreement")).isEqualTo("PASS 4 resolvers agree");
    assertThat(result.facts()).containsEntry("dns.addresses", "1.1.1.1, 2606:4700:0:0:0:0:0:1");
  }

  @Test
  void withoutResolversTheSystemsAreAsked() throws IOException, InterruptedException {
    dns.answer("proxy.test", FakeDns.addresses("1.1.1.1"));

    assertThat(says(probe(), "dns.answer")).startsWith("PASS system: 1.1.1.1, for 0 s");
  }

  @Test
  void differentAnswersAreNotedAndNoFault() throws IOException, InterruptedException {
    dns.answer("proxy.test", FakeDns.addresses("1.1.1.1"));
    other.answer("proxy.test", FakeDns.addresses("1.0.0.1"));

    ProbeResult result = probe("system", udp(other));

    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(says(result, "dns.agreement"))
        .isEqualTo("PASS 2 resolvers give 2 different answers");
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1", "10.0.0.1", "0.0.0.0", "198.18.0.7", "::1"})
  void anInnerAddressWhereOthersGiveAPublicOneIsPoison(String address)
      throws IOException, InterruptedException {
    dns.answer("proxy.test", FakeDns.addresses(address));
    other.answer("proxy.test", FakeDns.addresses("1.1.1.1"));

    ProbeResult result = probe("system", udp(other));

    assertFailed(result, "dns.poisoned", "system says");
    assertThat(says(result, "dns.agreement")).startsWith("FAIL system says");
  }

  @Test
  void aHostThatIsInsideEverywhereIsNotPoisoned() throws IOException, InterruptedException {
    dns.answer("proxy.test", FakeDns.addresses("10.0.0.1"));
    other.answer("proxy.test", FakeDns.addresses("10.0.0.2"));

    assertThat(probe("system", udp(other)).outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void theFaultsOfAllResolversAreNamed() throws IOException, InterruptedException {
    assertFailed(probe(), "dns.host-not-found", "no such host");
    dns.answer("proxy.test", FakeDns.servfail());
    assertFailed(probe(), "dns.server-failure", "server misbehaving");
    dns.answer("proxy.test", FakeDns.silence());
    ProbeRequest hasty =
        new ProbeRequest(
            request().target(), ProbeKind.DNS, request().vantage(), Duration.ofMillis(200));
    assertFailed(probe(hasty, EgressPolicy.STRICT, ""), "dns.timeout", "i/o timeout");
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      String closed = "udp://127.0.0.1:" + socket.getLocalPort();
      socket.close();
      assertFailed(probe(closed), "dns.resolver-unreachable", "connection refused");
    }
  }

  @Test
  void aResolverThatFailsBesideOthersIsAWarning() throws IOException, InterruptedException {
    dns.answer("proxy.test", FakeDns.addresses("1.1.1.1"));
    other.answer("proxy.test", FakeDns.servfail());

    ProbeResult result = probe("system", udp(other));

    assertThat(result.outcome()).isEqualTo(Outcome.DEGRADED);
    assertThat(result.failure()).isEmpty();
    assertThat(says(result, "dns.answer")).contains("WARN udp://127.0.0.1:");
  }

  @Test
  void aServerOfHttpsThatIsNoneIsNamedByWhatKeptItFromAnswering()
      throws IOException, InterruptedException {
    assertFailed(
        probe("https://unknown.test/dns-query"),
        "dns.host-not-found",
        "lookup unknown.test on 127.0.0.53:53: no such host");
    TlsFaults stranger = new TlsFaults();
    HttpsServer https = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(TlsFaults.server(stranger.good("doh.test"))));
    https.start();
    open.add(() -> https.stop(0));
    assertFailed(
        probe("https://doh.test:%d/dns-query".formatted(https.getAddress().getPort())),
        "tls.unknown-authority",
        "certificate signed by unknown authority");
  }

  @Test
  void truncationIsNoted() throws IOException, InterruptedException {
    dns.answer("proxy.test", new Reply.OverTcp(FakeDns.addresses("1.1.1.1")));

    ProbeResult result = probe();

    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(says(result, "dns.truncation")).startsWith("PASS system: ");
  }

  @Test
  void anAddressInTheHostsFileThatNoResolverKnowsIsAWarning()
      throws IOException, InterruptedException {
    dns.answer("proxy.test", FakeDns.addresses("1.1.1.1"));

    ProbeResult result = probe(request(), EgressPolicy.STRICT, "10.0.0.9 proxy.test\n");

    assertThat(result.outcome()).isEqualTo(Outcome.DEGRADED);
    assertThat(says(result, "dns.hosts-override")).contains("the hosts file says 10.0.0.9");
  }

  @Test
  void aResolverInsideIsNotAskedUnlessAllowed() throws IOException, InterruptedException {
    dns.answer("proxy.test", FakeDns.addresses("1.1.1.1"));

    ProbeResult result = probe(request(udp(dns)), EgressPolicy.STRICT, "");

    assertThat(result.failure().orElseThrow().source()).isEqualTo(FailureSource.OWN_NETWORK);
    assertThat(result.failure().orElseThrow().code()).isEqualTo("tcp.blocked-locally");
    assertThat(dns.questions("proxy.test")).isZero();
  }

  @Test
  void throughAProxyOnlyHttpsCanBeAsked() throws IOException, InterruptedException {
    dns.answer("proxy.test", FakeDns.addresses("1.1.1.1"));
    ForwardProxy proxy = opened(new ForwardProxy(name -> "127.0.0.1"));
    String egress = "http://127.0.0.1:" + proxy.port();

    ProbeResult result =
        probe(
            Targets.through(request("system", doh(dns)), egress),
            EgressPolicy.allowing(List.of("127.0.0.1")),
            "");

    assertThat(says(result, "dns.answer"))
        .contains("WARN system: not asked: only https:// resolvers")
        .contains("PASS https://doh.test");
    assertThat(proxy.targets()).isNotEmpty().allMatch(target -> target.startsWith("doh.test:"));
  }

  @ParameterizedTest
  @CsvSource({"https://192.0.2.1/", "https://[2001:db8::1]/"})
  void anAddressNeedsNoResolving(String url) throws IOException, InterruptedException {
    ProbeResult result = probe(Targets.request(ProbeKind.DNS, url), EgressPolicy.STRICT, "");

    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(result.first().timings().resolve()).isNull();
    assertThat(result.checks()).extracting(CheckNote::says).allMatch(s -> s.contains("nothing"));
  }
}
