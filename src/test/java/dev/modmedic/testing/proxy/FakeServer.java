package dev.modmedic.testing.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A site on a loopback port of its own, whose answers can be changed while it runs. */
public final class FakeServer implements AutoCloseable {
  /** One request; percent signs are decoded, bangs are as they came. */
  public record Request(String path, Map<String, List<String>> headers) {}

  private record Change(Predicate<String> of, UnaryOperator<Reply> to) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, Reply> fixed = new ConcurrentHashMap<>();
  private final Map<String, Streamed> streams = new ConcurrentHashMap<>();
  private final List<Change> changes = new CopyOnWriteArrayList<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Site site;

  public FakeServer(Site site) throws IOException {
    this.site = site;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on another site. */
  public void become(Site other) {
    site = other;
  }

  /** One path answers this, whatever the site has. */
  public FakeServer answer(String path, Reply reply) {
    fixed.put(path, reply);
    return this;
  }

  /** Writes a body that is made while it is sent. */
  public interface Content {
    void write(OutputStream out) throws IOException;
  }

  private record Streamed(long declared, Content content) {}

  /**
   * One path answers what is written, as far as the client reads it.
   *
   * @param declared the length that the head promises; 0 for none
   */
  public FakeServer stream(String path, long declared, Content content) {
    streams.put(path, new Streamed(declared, content));
    return this;
  }

  /** Alters every answer whose path fits; later changes see what earlier ones made. */
  public FakeServer change(Predicate<String> path, UnaryOperator<Reply> change) {
    changes.add(new Change(path, change));
    return this;
  }

  /** Every answer waits. */
  public FakeServer slow(Duration wait) {
    return change(path -> true, reply -> reply.after(wait));
  }

  /** Every answer is this one. */
  public FakeServer broken(Reply reply) {
    return change(path -> true, good -> reply);
  }

  /** The site as it is again. */
  public void repair() {
    fixed.clear();
    streams.clear();
    changes.clear();
  }

  /** All requests so far, in order. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.add(new Request(path, Map.copyOf(exchange.getRequestHeaders())));
      Streamed streamed = streams.get(path);
      if (streamed != null) {
        exchange.sendResponseHeaders(200, streamed.declared());
        streamed.content().write(exchange.getResponseBody());
        return;
      }
      Reply reply = fixed.get(path);
      if (reply == null) {
        reply = site.answer(path).orElse(Reply.NOT_FOUND);
      }
      for (Change change : changes) {
        if (change.of().test(path)) {
          reply = change.to().apply(reply);
        }
      }
      send(exchange, reply);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(HttpExchange exchange, Reply reply) throws IOException, InterruptedException {
    if (!reply.delay().isZero() && closed.await(reply.delay().toNanos(), TimeUnit.NANOSECONDS)) {
      return;
    }
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    int length = reply.body().length + reply.missing();
    exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : length);
    exchange.getResponseBody().write(reply.body());
    exchange.getResponseBody().flush();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
