package dev.modmedic.testing.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives every connection the same bytes, whatever it asks, and hangs up, or never does. */
public final class RawServer implements AutoCloseable {
  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final byte[] answer;
  private final Ending ending;

  /** What becomes of a connection once the bytes are sent. */
  private enum Ending {
    CLOSED,
    RESET,
    HELD
  }

  private RawServer(InetAddress address, byte[] answer, Ending ending) throws IOException {
    this.socket = new ServerSocket(0, 200, address);
    this.answer = answer.clone();
    this.ending = ending;
    threads.execute(this::accept);
  }

  /** An HTTP answer without a body. */
  public static RawServer answering(String status) throws IOException {
    return sending(
        "HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".formatted(status));
  }

  /** Any bytes, then the end of the stream. */
  public static RawServer sending(String text) throws IOException {
    return of(text.getBytes(StandardCharsets.UTF_8), Ending.CLOSED);
  }

  /** Any bytes, then the end of the stream. */
  public static RawServer sending(byte[] bytes) throws IOException {
    return of(bytes, Ending.CLOSED);
  }

  /** Any bytes, and then nothing more, on a connection that stays open. */
  public static RawServer stallingAfter(String text) throws IOException {
    return of(text.getBytes(StandardCharsets.UTF_8), Ending.HELD);
  }

  /** Takes connections and never says a word. */
  public static RawServer silent() throws IOException {
    return stallingAfter("");
  }

  public static RawServer hangingUp() throws IOException {
    return sending("");
  }

  public static RawServer resetting() throws IOException {
    return of(new byte[0], Ending.RESET);
  }

  /** Any bytes, then a reset. */
  public static RawServer resettingAfter(String text) throws IOException {
    return of(text.getBytes(StandardCharsets.UTF_8), Ending.RESET);
  }

  private static RawServer of(byte[] answer, Ending ending) throws IOException {
    return new RawServer(InetAddress.ofLiteral("127.0.0.1"), answer, ending);
  }

  /** Host and port, as they stand in a URL. */
  public String address() {
    return "127.0.0.1:" + port();
  }

  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(socket.getInetAddress(), port());
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** How many connections were taken so far. */
  public int connections() {
    return connections.get();
  }

  /** Waits until a client has sent something. */
  public void awaitRequest() throws InterruptedException {
    asked.await();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.incrementAndGet();
        threads.execute(() -> serve(connection));
      } catch (IOException stopped) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      if (connection.getInputStream().read(new byte[8192]) > 0) {
        asked.countDown();
        connection.getOutputStream().write(answer);
        connection.getOutputStream().flush();
      }
      switch (ending) {
        case CLOSED -> {}
        // A close that waits for nothing discards what was sent, which resets the connection.
        case RESET -> connection.setSoLinger(true, 0);
        case HELD -> closed.await();
      }
    } catch (IOException clientLeft) {
      // The client sees a connection that breaks off; that is what this server is for.
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    closed.countDown();
    threads.shutdownNow();
  }
}
