package dev.modmedic.probe.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.access.EgressPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardedSocketTest {
  /** Otherwise a request after a handshake waits for a delayed acknowledgement, up to 40 ms. */
  @Test
  void smallSegmentsAreSentAtOnce() throws IOException {
    Guard guard =
        new Guard(
            EgressPolicy.allowing(List.of("127.0.0.0/8")),
            (host, within) -> {
              throw new AssertionError(host);
            });
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new GuardedSocket(guard, connected -> {}, new Presented())) {
      socket.connect(server.getLocalSocketAddress(), 0);

      assertThat(socket.getTcpNoDelay()).isTrue();
    }
  }
}
