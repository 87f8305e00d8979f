package dev.modmedic.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPolicyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.0.3.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2a00:1450:4001:831::2011",
        "2001:4860:4860::8888",
        "64:ff9b::8.8.8.8",
        "2002:808:808::1",
        "::ffff:8.8.8.8"
      })
  void publicAddressesAreAllowed(String literal) {
    assertThat(EgressPolicy.STRICT.refusal(InetAddress.ofLiteral(literal))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.0.0.0                | 0.0.0.0 is the unspecified address",
        "0.1.2.3                | 0.1.2.3 is an address of this network",
        "10.0.0.0               | 10.0.0.0 is a private address",
        "10.255.255.255         | 10.255.255.255 is a private address",
        "100.64.0.0             | 100.64.0.0 is a shared address behind carrier-grade NAT",
        "100.127.255.255        | 100.127.255.255 is a shared address behind carrier-grade NAT",
        "127.0.0.1              | 127.0.0.1 is a loopback address",
        "127.255.255.254        | 127.255.255.254 is a loopback address",
        "169.254.0.1            | 169.254.0.1 is a link-local address",
        "169.254.169.254        | 169.254.169.254 is a metadata service of clouds",
        "172.16.0.0             | 172.16.0.0 is a private address",
        "172.31.255.255         | 172.31.255.255 is a private address",
        "192.0.0.8              | 192.0.0.8 is reserved for protocols",
        "192.0.0.192            | 192.0.0.192 is a metadata service of clouds",
        "192.0.2.1              | 192.0.2.1 is reserved for documentation",
        "192.88.99.1            | 192.88.99.1 is a relay of 6to4",
        "192.168.1.1            | 192.168.1.1 is a private address",
        "198.18.0.1             | 198.18.0.1 is reserved for benchmarks",
        "198.19.255.255         | 198.19.255.255 is reserved for benchmarks",
        "198.51.100.7           | 198.51.100.7 is reserved for documentation",
        "203.0.113.7            | 203.0.113.7 is reserved for documentation",
        "224.0.0.1              | 224.0.0.1 is a multicast address",
        "239.255.255.255        | 239.255.255.255 is a multicast address",
        "240.0.0.1              | 240.0.0.1 is reserved",
        "255.255.255.255        | 255.255.255.255 is the broadcast address",
        "::                     | 0:0:0:0:0:0:0:0 is the unspecified address",
        "::1                    | 0:0:0:0:0:0:0:1 is a loopback address",
        "fe80::1                | fe80:0:0:0:0:0:0:1 is a link-local address",
        "febf::1                | febf:0:0:0:0:0:0:1 is a link-local address",
        "fec0::1                | fec0:0:0:0:0:0:0:1 is a site-local address",
        "fc00::1                | fc00:0:0:0:0:0:0:1 is a unique local address",
        "fdff::1                | fdff:0:0:0:0:0:0:1 is a unique local address",
        "fd00:ec2::254          | fd00:ec2:0:0:0:0:0:254 is a metadata service of clouds",
        "ff02::1                | ff02:0:0:0:0:0:0:1 is a multicast address",
        "2001:db8::1            | 2001:db8:0:0:0:0:0:1 is reserved for documentation",
        "3fff::1                | 3fff:0:0:0:0:0:0:1 is reserved for documentation",
        "2001:0:4136:e378::1    | 2001:0:4136:e378:0:0:0:1 is reserved for protocols",
        "100::1                 | 100:0:0:0:0:0:0:1 is a discard-only address",
        "64:ff9b:1::1           | 64:ff9b:1:0:0:0:0:1 is an address of a local NAT64",
        "::ffff:10.0.0.1        | 10.0.0.1 is a private address",
        "64:ff9b::10.0.0.1      | 64:ff9b:0:0:0:0:a00:1 leads to 10.0.0.1, a private address",
        "64:ff9b::169.254.169.254 | 64:ff9b:0:0:0:0:a9fe:a9fe leads to 169.254.169.254, a metadata"
            + " service of clouds",
        "2002:7f00:1::1         | 2002:7f00:1:0:0:0:0:1 leads to 127.0.0.1, a loopback address",
        "::192.168.0.1          | 0:0:0:0:0:0:c0a8:1 leads to 192.168.0.1, a private address"
      })
  void otherAddressesAreRefusedInWords(String literal, String says) {
    assertThat(EgressPolicy.STRICT.refusal(InetAddress.ofLiteral(literal))).contains(says);
  }

  @Test
  void anAddressMappedIntoSixIsSeenThrough() throws UnknownHostException {
    byte[] mapped = HexFormat.of().parseHex("00000000000000000000ffff7f000001");

    assertThat(EgressPolicy.STRICT.refusal(InetAddress.getByAddress(mapped))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, a loopback address",
    "LOCALHOST., a loopback address",
    "a.localhost., a loopback address",
    "127.0.0.1., a loopback address",
    "[::1], a loopback address",
    "[fe80::1%25eth0], a link-local address",
    "fe80::1%1, a link-local address",
  })
  void aHostIsRefusedHoweverItIsWritten(String host, String what) {
    assertThat(EgressPolicy.STRICT.refusal(host).orElseThrow()).endsWith(what);
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/16, 10.1.2.3, true",
    "10.1.0.0/16, 10.2.0.1, false",
    "10.1.0.0/16, ::ffff:10.1.2.3, true",
    "10.1.0.0/16, 64:ff9b::10.1.2.3, false",
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "::1, ::1, true",
    "::1, 127.0.0.1, false",
    "fd00:1::/32, fd00:1:ffff::1, true",
    "fd00:1::/32, fd00:2::1, false",
    "0.0.0.0/0, 192.168.1.1, true",
    "0.0.0.0/0, fd00::1, false"
  })
  void whatIsAllowedIsAllowedAndNoMore(String entry, String literal, boolean allowed) {
    EgressPolicy policy = EgressPolicy.allowing(List.of("203.0.113.9", entry));

    assertThat(policy.refusal(InetAddress.ofLiteral(literal)).isEmpty()).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "localhost      | \"localhost\" is neither an IP address nor a block",
        "10.1           | \"10.1\" is neither",
        "10.0.0.256     | \"10.0.0.256\" is neither",
        "fe80::1%lo     | \"fe80::1%lo\" is neither",
        "''             | \"\" is neither",
        "10.0.0.0/      | \"10.0.0.0/\" needs a number from 0 to 32",
        "10.0.0.0/33    | \"10.0.0.0/33\" needs a number from 0 to 32",
        "fd00::/129     | \"fd00::/129\" needs a number from 0 to 128",
        "10.1.2.3/8     | the one it lies in is 10.0.0.0/8"
      })
  void aMistakeIsNamed(String entry, String says) {
    assertThatThrownBy(() -> EgressPolicy.allowing(List.of(entry)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(says);
  }
}
