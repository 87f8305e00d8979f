package dev.modmedic.probe.dnsjava;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.TestEngine;
import dev.modmedic.probe.EngineFailureNames;
import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.HostLookup.Answer;
import dev.modmedic.probe.Phase;
import dev.modmedic.testing.net.FakeDns;
import dev.modmedic.testing.net.FakeDns.Reply;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.hosts.HostsFileParser;

class SystemLookupTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Engine ENGINE = TestEngine.bundled();

  private final List<AutoCloseable> open = new ArrayList<>();
  @TempDir private Path folder;
  private FakeDns dns;

  @BeforeEach
  void open() throws IOException {
    dns = opened(new FakeDns());
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  private <T extends AutoCloseable> T opened(T one) {
    open.add(one);
    return one;
  }

  private SystemLookup lookup(InetSocketAddress... servers) throws IOException {
    return lookup("", List.of(), servers);
  }

  private SystemLookup lookup(String hosts, List<Name> search, InetSocketAddress... servers)
      throws IOException {
    Path file = Files.writeString(folder.resolve("hosts"), hosts);
    SystemServers configured = new SystemServers(List.of(servers), search, 1);
    return new SystemLookup(() -> configured, new HostsFileParser(file));
  }

  private static Answer.Found found(String... literals) {
    return new Answer.Found(List.of(literals).stream().map(InetAddress::ofLiteral).toList());
  }

  private static String says(Answer answer) {
    return answer instanceof Answer.Failed failed ? failed.says() : "found: " + answer;
  }

  private static String code(Answer answer) {
    return new EngineFailureNames(() -> ENGINE)
        .named(
            FailureSource.RESOLVER,
            Phase.RESOLVE,
            "Get \"https://proxy.test/\": dial tcp: " + says(answer),
            "none")
        .code();
  }

  @Test
  void bothFamiliesAreFound() throws IOException, InterruptedException {
    dns.answer("proxy.test", FakeDns.addresses("192.0.2.1", "2001:db8::1", "192.0.2.2"));

    assertThat(lookup(dns.address()).lookup("proxy.test", LONG))
        .isEqualTo(found("2001:db8::1", "192.0.2.1", "192.0.2.2"));
  }

  @Test
  void aPropertyNamesOtherServersThanTheMachineHas() throws InterruptedException {
    dns.answer("proxy.test", FakeDns.addresses("192.0.2.1"));
    System.setProperty("dns.server", "127.0.0.1:" + dns.port());
    try {
      assertThat(SystemLookup.ofThisMachine().lookup("proxy.test", LONG))
          .isEqualTo(found("192.0.2.1"));
    } finally {
      System.clearProperty("dns.server");
    }
  }

  @Test
  void nothingIsRemembered() throws IOException, InterruptedException {
    dns.answer("proxy.test", FakeDns.addresses("192.0.2.1"), FakeDns.addresses("10.0.0.1"));
    SystemLookup lookup = lookup(dns.address());

    assertThat(lookup.lookup("proxy.test", LONG)).isEqualTo(found("192.0.2.1"));
    assertThat(lookup.lookup("proxy.test", LONG)).isEqualTo(found("10.0.0.1"));
  }

  @Test
  void anAnswerTooLongForADatagramComesByTcp() throws IOException, InterruptedException {
    dns.answer("proxy.test", new Reply.OverTcp(FakeDns.addresses("192.0.2.1")));

    assertThat(lookup(dns.address()).lookup("proxy.test", LONG)).isEqualTo(found("192.0.2.1"));
  }

  @Test
  void theHostsFileGoesFirst() throws IOException, InterruptedException {
    dns.answer("proxy.test", FakeDns.addresses("192.0.2.1"));

    assertThat(lookup("10.1.1.1 proxy.test\n", List.of(), dns.address()).lookup("proxy.test", LONG))
        .isEqualTo(found("10.1.1.1"));
    assertThat(dns.questions("proxy.test")).isZero();
  }

  @Test
  void aNameThatDoesNotExist() throws IOException, InterruptedException {
    Answer answer = lookup(dns.address()).lookup("proxy.test", LONG);

    assertThat(says(answer))
        .isEqualTo("lookup proxy.test on 127.0.0.1:%d: no such host".formatted(dns.port()));
    assertThat(code(answer)).isEqualTo("dns.host-not-found");
    assertThat(dns.questions("proxy.test")).as("asked once for each family").isEqualTo(2);
  }

  @Test
  void aNameWithoutAddresses() throws IOException, InterruptedException {
    dns.answer("proxy.test", FakeDns.addresses());

    assertThat(says(lookup(dns.address()).lookup("proxy.test", LONG))).endsWith("no such host");
  }

  @Test
  void aServerThatFailsIsAskedAgain() throws IOException, InterruptedException {
    dns.answer("proxy.test", FakeDns.servfail());

    Answer answer = lookup(dns.address()).lookup("proxy.test", LONG);

    assertThat(says(answer)).endsWith(": server misbehaving");
    assertThat(code(answer)).isEqualTo("dns.server-failure");
    assertThat(dns.questions("proxy.test")).isEqualTo(4);
  }

  @Test
  void aServerThatRefusesMisbehaves() throws IOException, InterruptedException {
    dns.answer("proxy.test", new Reply.Error(Rcode.REFUSED));

    assertThat(says(lookup(dns.address()).lookup("proxy.test", LONG)))
        .endsWith(": server misbehaving");
  }

  @Test
  void aSilentServerIsATimeout() throws IOException, InterruptedException {
    dns.answer("proxy.test", FakeDns.silence());

    Answer answer = lookup(dns.address()).lookup("proxy.test", Duration.ofMillis(200));

    assertThat(says(answer))
        .startsWith("lookup proxy.test on 127.0.0.1:%d: read udp 127.0.0.1:".formatted(dns.port()))
        .endsWith(": i/o timeout");
    assertThat(code(answer)).isEqualTo("dns.timeout");
  }

  @Test
  void aSlowServerIsWaitedFor() throws IOException, InterruptedException {
    dns.answer("proxy.test", new Reply.Slow(Duration.ofMillis(50), FakeDns.addresses("192.0.2.1")));

    assertThat(lookup(dns.address()).lookup("proxy.test", LONG)).isEqualTo(found("192.0.2.1"));
  }

  @Test
  void nobodyListensAtTheServer() throws IOException, InterruptedException {
    InetSocketAddress closed;
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      closed = new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    Answer answer = lookup(closed).lookup("proxy.test", LONG);

    assertThat(says(answer)).contains(": read udp 127.0.0.1:").endsWith("read: connection refused");
    assertThat(code(answer)).isEqualTo("dns.resolver-unreachable");
    dns.answer("proxy.test", FakeDns.addresses("192.0.2.1"));
    assertThat(lookup(closed, dns.address()).lookup("proxy.test", LONG))
        .as("the next one is asked")
        .isEqualTo(found("192.0.2.1"));
  }

  @Test
  void shortNamesAreSearchedForInTheDomains() throws IOException, InterruptedException {
    dns.answer("proxy.corp.test", FakeDns.addresses("192.0.2.1"));
    dns.answer("a.b.corp.test", FakeDns.addresses("192.0.2.2"));
    List<Name> search = List.of(Name.fromConstantString("corp.test."));

    SystemLookup lookup = lookup("", search, dns.address());

    assertThat(lookup.lookup("proxy", LONG)).isEqualTo(found("192.0.2.1"));
    assertThat(dns.questions("proxy")).as("too few dots to be tried first").isZero();
    assertThat(lookup.lookup("a.b", LONG)).isEqualTo(found("192.0.2.2"));
    assertThat(dns.questions("a.b")).isEqualTo(2);
    assertThat(says(lookup.lookup("a.b.", LONG))).endsWith("no such host");
  }

  @Test
  void whatIsNoNameIsNotFound() throws IOException, InterruptedException {
    assertThat(says(lookup(dns.address()).lookup("a..b", LONG)))
        .isEqualTo("lookup a..b: no such host");
  }

  @Test
  void anInterruptEndsIt() throws IOException, InterruptedException {
    dns.answer("proxy.test", FakeDns.silence());
    SystemLookup lookup = lookup(dns.address());
    FutureTask<Boolean> ended =
        new FutureTask<>(() -> {
          try {
            lookup.lookup("proxy.test", LONG);
            return false;
          } catch (InterruptedException e) {
            return true;
          }
        });
    Thread thread = Thread.ofPlatform().start(ended);

    thread.interrupt();

    assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
    assertThat(ended.resultNow()).isTrue();
  }

  @Test
  void thisMachineHasServers() {
    assertThat(SystemServers.current().addresses()).isNotEmpty();
  }
}
