package dev.modmedic.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection that posts the same bytes again and again, with as little work as can be. */
final class Poster implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final byte[] request;
  private final Socket socket;
  private final InputStream answers;

  Poster(int port, String path, byte[] body) throws IOException {
    String head =
        """
        POST %s HTTP/1.1
        Host: localhost
        Accept: application/json
        Content-Type: application/json
        Content-Length: %d

        """
            .formatted(path, body.length)
            .replace("\n", "\r\n");
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    this.request = java.util.Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    this.answers = new BufferedInputStream(socket.getInputStream(), 1 << 16);
  }

  /**
   * Posts once and reads the whole answer.
   *
   * @throws IOException if it is not 201
   */
  void post() throws IOException {
    socket.getOutputStream().write(request);
    String status = line();
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
      }
    }
    String body = new String(answers.readNBytes(length), StandardCharsets.UTF_8);
    if (!status.contains(" 201 ")) {
      throw new IOException(status + ": " + body);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = answers.read(); c != '\n'; c = answers.read()) {
      if (c < 0) {
        throw new IOException("closed in the middle of an answer");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
