package dev.modmedic.testing.net;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Serves the repositories below a folder by {@code git http-backend} on loopback. What lies below
 * {@code /private/} needs a password, and {@code /moved/} leads to the root.
 */
public final class GitServer implements AutoCloseable {
  private final Path folder;
  private final String backend;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private GitServer(Path folder, String backend) throws IOException {
    this.folder = folder;
    this.backend = backend;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Empty where there is no git that can serve. */
  public static Optional<GitServer> of(Path folder) throws IOException, InterruptedException {
    Optional<Path> backend = backend();
    return backend.isEmpty()
        ? Optional.empty()
        : Optional.of(new GitServer(folder, backend.get().toString()));
  }

  private static Optional<Path> backend() throws InterruptedException {
    try {
      Process git = new ProcessBuilder("git", "--exec-path").start();
      String folder =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0
          ? Optional.of(Path.of(folder, "git-http-backend")).filter(Files::isExecutable)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
      if (path.startsWith("/moved/")) {
        exchange
            .getResponseHeaders()
            .set("Location", path.substring("/moved".length()) + "?" + query);
        exchange.sendResponseHeaders(301, -1);
      } else if (path.startsWith("/private/")) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
      } else {
        run(exchange, path, query);
      }
    }
  }

  /** As a web server runs a CGI program (RFC 3875). */
  private void run(HttpExchange exchange, String path, String query) throws IOException {
    ProcessBuilder program =
        new ProcessBuilder(backend).redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = program.environment();
    environment.put("GIT_PROJECT_ROOT", folder.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("PATH_INFO", path);
    environment.put("QUERY_STRING", query);
    put(environment, "CONTENT_TYPE", exchange.getRequestHeaders().getFirst("Content-Type"));
    put(environment, "GIT_PROTOCOL", exchange.getRequestHeaders().getFirst("Git-Protocol"));
    Process process = program.start();
    try (var in = process.getOutputStream()) {
      exchange.getRequestBody().transferTo(in);
    }
    try (InputStream out = new BufferedInputStream(process.getInputStream())) {
      int status = 200;
      for (String line = line(out); !line.isEmpty(); line = line(out)) {
        String[] field = line.split(": ", 2);
        if (field[0].equals("Status")) {
          status = Integer.parseInt(field[1].substring(0, 3));
        } else {
          exchange.getResponseHeaders().set(field[0], field[1]);
        }
      }
      exchange.sendResponseHeaders(status, 0);
      out.transferTo(exchange.getResponseBody());
    }
  }

  private static void put(Map<String, String> environment, String name, @Nullable String value) {
    if (value != null) {
      environment.put(name, value);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
