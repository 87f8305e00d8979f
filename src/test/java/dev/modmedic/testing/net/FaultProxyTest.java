package dev.modmedic.testing.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultProxyTest {
  private static final String TEXT = "0123456789".repeat(10);

  private RawServer server;
  private FaultProxy proxy;

  @BeforeEach
  void open() throws IOException {
    server = RawServer.sending(TEXT);
    proxy = FaultProxy.before(server.port());
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latency=5ms,2ms | 100",
        "bandwidth=2000  | 100",
        "slow-close=10ms | 100",
        "slice=7,1ms     | 100",
        "limit=42        | 42",
        "half-close=42   | 42"
      })
  void streamEndsAfterWhatMayPass(String fault, int length) throws IOException {
    proxy.set(Fault.of(fault));

    try (Socket client = asking()) {
      assertThat(read(client)).isEqualTo(TEXT.substring(0, length));
    }
  }

  @Test
  void resetIsSeenAsSuch() throws IOException {
    proxy.set(Fault.of("reset=0"));

    try (Socket client = asking()) {
      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @Test
  void stallHoldsTheRestUntilItIsLifted() throws IOException {
    proxy.set(new Fault.Stall(10));

    try (Socket client = asking()) {
      assertThat(client.getInputStream().readNBytes(10)).hasSize(10);
      client.setSoTimeout(50);
      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      client.setSoTimeout(0);
      proxy.set();
      assertThat(read(client)).hasSize(90);
    }
  }

  @Test
  void downRefusesUntilItIsUpAgain() throws IOException {
    proxy.set(new Fault.Down());
    assertThatThrownBy(this::asking).isInstanceOf(ConnectException.class);

    proxy.set(new Fault.Latency(Duration.ZERO, Duration.ZERO));
    try (Socket client = asking()) {
      assertThat(read(client)).isEqualTo(TEXT);
    }
  }

  private Socket asking() throws IOException {
    Socket client = new Socket(proxy.address().getAddress(), proxy.port());
    client.getOutputStream().write('?');
    return client;
  }

  private static String read(Socket client) throws IOException {
    InputStream in = client.getInputStream();
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
