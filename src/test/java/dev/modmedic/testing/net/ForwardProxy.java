package dev.modmedic.testing.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An HTTP and SOCKS5 proxy on one port of loopback, which resolves names in its own way. */
public final class ForwardProxy implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> targets = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final UnaryOperator<String> names;
  private volatile @Nullable String login;

  /**
   * Listens.
   *
   * @param names gives the address for a host's name
   */
  public ForwardProxy(UnaryOperator<String> names) throws IOException {
    this.names = names;
    threads.execute(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Where clients wanted to go, as they wrote it. */
  public List<String> targets() {
    return List.copyOf(targets);
  }

  /** Serves from now on only those who give this login. */
  public void wantLogin(String user, String password) {
    login = user + ":" + password;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        sockets.add(client);
        threads.execute(() -> serve(client));
      } catch (IOException stopped) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      int first = in.read();
      if (first == 5) {
        socks(client, in);
      } else if (first > 0) {
        http(client, in, (char) first);
      }
    } catch (IOException brokenOff) {
      // Either side left.
    }
  }

  private void http(Socket client, DataInputStream in, char first) throws IOException {
    String request = first + line(in);
    StringBuilder headers = new StringBuilder();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      headers.append(header).append("\r\n");
    }
    String[] words = request.split(" ");
    if (login != null && !headers.toString().contains("Basic " + base64(login))) {
      say(client, "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
    } else if (words[0].equals("CONNECT")) {
      connect(client, words[1], "HTTP/1.1 200 OK\r\n\r\n");
    } else {
      URI url = URI.create(words[1]);
      String head = "%s %s HTTP/1.1\r\n%s\r\n".formatted(words[0], url.getRawPath(), headers);
      targets.add(url.getHost() + ":" + url.getPort());
      try (Socket server = new Socket(address(url.getHost()), url.getPort())) {
        say(server, head);
        join(client, server);
      }
    }
  }

  private void connect(Socket client, String target, String welcome) throws IOException {
    targets.add(target);
    int colon = target.lastIndexOf(':');
    try (Socket server =
        new Socket(
            address(target.substring(0, colon)), Integer.parseInt(target.substring(colon + 1)))) {
      say(client, welcome);
      join(client, server);
    } catch (java.net.ConnectException e) {
      say(client, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
    }
  }

  private void socks(Socket client, DataInputStream in) throws IOException {
    byte[] methods = in.readNBytes(in.readUnsignedByte());
    boolean offersLogin = new String(methods, StandardCharsets.ISO_8859_1).indexOf(2) >= 0;
    if (login != null && !offersLogin) {
      client.getOutputStream().write(new byte[] {5, -1});
      return;
    }
    client.getOutputStream().write(new byte[] {5, (byte) (login == null ? 0 : 2)});
    if (login != null && !socksLogin(client, in)) {
      return;
    }
    in.readNBytes(3);
    String host =
        switch (in.readUnsignedByte()) {
          case 1 -> InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
          case 4 -> InetAddress.getByAddress(in.readNBytes(16)).getHostAddress();
          default -> text(in.readNBytes(in.readUnsignedByte()));
        };
    int port = in.readUnsignedShort();
    targets.add(host + ":" + port);
    try (Socket server = new Socket(address(host), port)) {
      client.getOutputStream().write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
      join(client, server);
    } catch (java.net.ConnectException e) {
      client.getOutputStream().write(new byte[] {5, 5, 0, 1, 0, 0, 0, 0, 0, 0});
    }
  }

  private boolean socksLogin(Socket client, DataInputStream in) throws IOException {
    in.readUnsignedByte();
    String user = text(in.readNBytes(in.readUnsignedByte()));
    String password = text(in.readNBytes(in.readUnsignedByte()));
    boolean right = (user + ":" + password).equals(login);
    client.getOutputStream().write(new byte[] {1, (byte) (right ? 0 : 1)});
    return right;
  }

  private InetAddress address(String host) {
    return InetAddress.ofLiteral(names.apply(host));
  }

  private void join(Socket client, Socket server) throws IOException {
    sockets.add(server);
    threads.execute(() -> {
      try {
        client.getInputStream().transferTo(server.getOutputStream());
        server.shutdownOutput();
      } catch (IOException brokenOff) {
        // The other direction ends as well.
      }
    });
    server.getInputStream().transferTo(client.getOutputStream());
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  private static void say(Socket to, String text) throws IOException {
    OutputStream out = to.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
