package dev.modmedic.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResolverAddressTest {
  @Test
  void everyFormIsRead() {
    assertThat(ResolverAddress.of("system")).isEqualTo(new ResolverAddress.System());
    assertThat(ResolverAddress.of("udp://192.0.2.1"))
        .isEqualTo(new ResolverAddress.Udp(new InetSocketAddress("192.0.2.1", 53)));
    assertThat(ResolverAddress.of("tcp://[2001:db8::1]:5353"))
        .isEqualTo(new ResolverAddress.Tcp(new InetSocketAddress("2001:db8::1", 5353)));
    assertThat(ResolverAddress.of("https://dns.test/dns-query"))
        .isEqualTo(new ResolverAddress.Https(URI.create("https://dns.test/dns-query")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "8.8.8.8",
        "udp:8.8.8.8",
        "udp://",
        "udp://8.8.8.8/x",
        "http://dns.test/",
        "tls://1.1.1.1",
        "https://",
        "https://me:secret@dns.test/",
        "udp://8.8.8.8?x",
        "a b"
      })
  void anythingElseIsAMistake(String text) {
    assertThatThrownBy(() -> ResolverAddress.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none of system, udp://");
  }

  @Test
  void aResolverMustNotNeedResolving() {
    assertThatThrownBy(() -> ResolverAddress.of("udp://dns.test"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be an IP address");
  }
}
