package dev.modmedic.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Gives every connection the same bytes, whatever it asks, and hangs up. */
final class RawServer implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String answer;
  private final boolean reset;

  private RawServer(String answer, boolean reset) throws IOException {
    this.answer = answer;
    this.reset = reset;
    threads.execute(this::accept);
  }

  static RawServer answering(String status) throws IOException {
    return new RawServer(
        "HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".formatted(status), false);
  }

  static RawServer hangingUp() throws IOException {
    return new RawServer("", false);
  }

  static RawServer resetting() throws IOException {
    return new RawServer("", true);
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        threads.execute(() -> serve(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      if (reset) {
        // A close that waits for nothing discards what was sent, which resets the connection.
        connection.setSoLinger(true, 0);
      }
      if (connection.getInputStream().read(new byte[8192]) > 0) {
        connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException clientLeft) {
      // The client sees a connection that breaks off; that is what this server is for.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
