package dev.modmedic.probe.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.probe.Phase;
import java.net.InetSocketAddress;
import java.net.SocketException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoWordsTest {
  private static final Link LINK =
      new Link(new InetSocketAddress("192.0.2.1", 40000), new InetSocketAddress("192.0.2.2", 443));

  /** A client that reads a body and writes frames meanwhile may notice by either that it ended. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Broken pipe      | TRANSFER | http.stream-broken   | unexpected EOF",
        "Connection reset | TRANSFER | tcp.connection-reset | read tcp"
            + " 192.0.2.1:40000->192.0.2.2:443: read: connection reset by peer",
        "Broken pipe      | WAIT     | tcp.connection-reset | write tcp"
            + " 192.0.2.1:40000->192.0.2.2:443: write: broken pipe",
      })
  void aConnectionThatBrokeIsToldByWhatTheServerDid(
      String java, Phase phase, String code, String says) {
    Trouble trouble = GoWords.broken(new SocketException(java), phase, LINK);

    assertThat(trouble.says()).isEqualTo(says);
    assertThat(trouble.code()).isEqualTo(code);
  }
}
