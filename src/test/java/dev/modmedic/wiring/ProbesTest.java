package dev.modmedic.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.TestEngine;
import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.ProbeMemory;
import dev.modmedic.probe.Prober;
import dev.modmedic.probe.Targets;
import dev.modmedic.testing.net.TlsFaults;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbesTest {
  private final TlsFaults tls = new TlsFaults();
  @TempDir private Path folder;

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

  private Prober prober() throws IOException {
    Engine engine = TestEngine.bundled();
    Path authority = Files.writeString(folder.resolve("ca.pem"), tls.authorityPem());
    return Probes.create(
        Probes.egressPolicy("127.0.0.1"),
        Probes.trust(authority.toString()),
        "1.2.3",
        () -> engine,
        new Memory(),
        Clock.systemUTC());
  }

  @Test
  void everyKindOfProbeCanBeMade() throws IOException, InterruptedException {
    try (MockWebServer server = new MockWebServer()) {
      server.useHttps(TlsFaults.server(tls.good("127.0.0.1")).getSocketFactory());
      server.enqueue(new MockResponse.Builder().body("hello").build());
      server.start();
      String url = "https://127.0.0.1:" + server.getPort();
      Prober prober = prober();

      for (ProbeKind kind :
          new ProbeKind[] {ProbeKind.HTTP, ProbeKind.DNS, ProbeKind.TCP, ProbeKind.TLS}) {
        assertThat(prober.probe(Targets.request(kind, url)).outcome())
            .as(kind.word())
            .isEqualTo(Outcome.PASSED);
      }
      assertThat(server.takeRequest().getHeaders().get("User-Agent"))
          .isEqualTo("ModMedic/1.2.3 (+probe)");
      for (ProbeKind kind : new ProbeKind[] {ProbeKind.GOPROXY, ProbeKind.SUMDB, ProbeKind.VCS}) {
        server.enqueue(new MockResponse.Builder().code(404).build());
        server.enqueue(new MockResponse.Builder().code(404).build());
        assertThat(prober.probe(Targets.request(kind, url))).as(kind.word()).isNotNull();
      }
    }
  }

  @Test
  void theListOfAllowedAddressesIsRead() {
    assertThat(
            Probes.egressPolicy(" 10.0.0.0/8,::1\n192.168.1.1 ")
                .refusal(InetAddress.ofLiteral("192.168.1.1")))
        .isEmpty();
    assertThat(Probes.egressPolicy("").refusal(InetAddress.ofLiteral("10.0.0.1"))).isPresent();
  }

  @Test
  void aMistakeInTheListStopsTheStart() {
    assertThatThrownBy(() -> Probes.egressPolicy("10.0.0.0/8, localhost"))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("MODMEDIC_EGRESS_ALLOW")
        .hasMessageContaining("\"localhost\" is neither an IP address nor a block");
  }

  @Test
  void aFileOfAuthoritiesThatIsNoneStopsTheStart() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path wrong = Files.writeString(folder.resolve("wrong.pem"), "hello");

    for (Path file : new Path[] {empty, wrong, folder.resolve("missing.pem")}) {
      assertThatThrownBy(() -> Probes.trust(file.toString()))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("MODMEDIC_PROBE_CA_FILE is \"%s\"".formatted(file));
    }
    assertThat(Probes.trust("").getAcceptedIssuers()).isNotEmpty();
  }
}
