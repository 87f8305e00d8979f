package dev.modmedic.testing.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a server and does to their connections what networks do. The kernels
 * that this is tested on cannot delay or lose packets themselves.
 *
 * <p>Faults may be changed at any time: connections under way feel it with their next bytes.
 */
public final class FaultProxy implements AutoCloseable {
  private final InetSocketAddress address;
  private final InetSocketAddress upstream;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile List<Fault> faults = List.of();
  private @Nullable ServerSocket listener;
  private CompletableFuture<?> accepting = CompletableFuture.completedFuture(null);

  /** Listens at {@code listen}; port 0 takes a free one. */
  public FaultProxy(InetSocketAddress listen, InetSocketAddress upstream) throws IOException {
    this.upstream = upstream;
    ServerSocket first = new ServerSocket(listen.getPort(), 200, listen.getAddress());
    this.address = new InetSocketAddress(first.getInetAddress(), first.getLocalPort());
    open(first);
  }

  /** Listens on loopback before a server on loopback. */
  public static FaultProxy before(int port) throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    return new FaultProxy(
        new InetSocketAddress(loopback, 0), new InetSocketAddress(loopback, port));
  }

  public InetSocketAddress address() {
    return address;
  }

  public int port() {
    return address.getPort();
  }

  /** These faults and no others from now on; none heals the network. */
  public synchronized void set(Fault... wanted) throws IOException {
    faults = List.of(wanted);
    boolean down = faults.stream().anyMatch(Fault.Down.class::isInstance);
    if (down && listener != null) {
      listener.close();
      // The system goes on listening as long as a thread is about to accept.
      accepting.join();
      listener = null;
      drop();
    } else if (!down && listener == null) {
      open(new ServerSocket(address.getPort(), 200, address.getAddress()));
    }
  }

  /** Ends every connection under way. */
  public void drop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void open(ServerSocket opened) {
    listener = opened;
    accepting = CompletableFuture.runAsync(() -> accept(opened), threads);
  }

  private void accept(ServerSocket opened) {
    while (!opened.isClosed()) {
      try {
        Socket client = opened.accept();
        threads.execute(() -> serve(client));
      } catch (IOException stopped) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    sockets.add(client);
    try (client;
        Socket server = new Socket()) {
      sockets.add(server);
      server.connect(upstream);
      threads.execute(() -> passOn(client, server));
      new FaultyPipe(() -> faults, server, client).run();
      sockets.remove(server);
    } catch (IOException brokenOff) {
      // Either side left, or the proxy was told to end the connection.
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(client);
    }
  }

  private static void passOn(Socket client, Socket server) {
    try {
      client.getInputStream().transferTo(server.getOutputStream());
      server.shutdownOutput();
    } catch (IOException brokenOff) {
      // The other direction notices and closes both.
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (listener != null) {
      listener.close();
    }
    drop();
    threads.shutdownNow();
  }

  /**
   * {@code FaultProxy LISTEN-ADDRESS:PORT SERVER-ADDRESS:PORT [fault...]}, with the words of {@link
   * Fault#of}. Prints the address; each line of standard input is a new list of faults, and its end
   * ends the proxy.
   */
  public static void main(String[] arguments) throws IOException {
    List<String> first = Arrays.asList(arguments).subList(2, arguments.length);
    try (FaultProxy proxy = new FaultProxy(parse(arguments[0]), parse(arguments[1]));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      proxy.set(first.stream().map(Fault::of).toArray(Fault[]::new));
      System.out.println(proxy.address().getAddress().getHostAddress() + ":" + proxy.port());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        proxy.set(
            Stream.of(line.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .map(Fault::of)
                .toArray(Fault[]::new));
        System.out.println("ok");
      }
    }
  }

  private static InetSocketAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, colon).replaceAll("[\\[\\]]", "");
    return new InetSocketAddress(
        InetAddress.ofLiteral(host), Integer.parseInt(text.substring(colon + 1)));
  }
}
