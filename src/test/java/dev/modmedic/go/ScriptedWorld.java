package dev.modmedic.go;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Every proxy, database, repository and go-import page of all scenarios, behind one loopback port:
 * {@code /s7/A/...} is proxy A of scenario 7, and a request for another host came through
 * HTTP_PROXY.
 */
final class ScriptedWorld implements AutoCloseable {
  private static final Map<String, String> STATUS =
      Map.of(
          "400",
          "Bad Request",
          "401",
          "Unauthorized",
          "403",
          "Forbidden",
          "404",
          "Not Found",
          "410",
          "Gone",
          "429",
          "Too Many Requests",
          "500",
          "Internal Server Error",
          "502",
          "Bad Gateway",
          "503",
          "Service Unavailable");

  private final ServerSocket socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Integer, Scenario> scenarios = new ConcurrentHashMap<>();
  private final Map<Integer, List<String>> served = new ConcurrentHashMap<>();
  private final Path repository;
  final FakeSumDb sumDb = new FakeSumDb();

  ScriptedWorld(Path repository) throws IOException, GeneralSecurityException {
    this.repository = repository;
    threads.execute(this::accept);
  }

  String address() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  String base(Scenario scenario, String entry) {
    return address() + "/s" + scenario.id() + "/" + entry;
  }

  void add(Scenario scenario) {
    scenarios.put(scenario.id(), scenario);
    served.put(scenario.id(), new CopyOnWriteArrayList<>());
  }

  List<String> served(Scenario scenario) {
    return List.copyOf(served.getOrDefault(scenario.id(), List.of()));
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
      var in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
      String request = in.readLine();
      String line = request;
      while (line != null && !line.isEmpty()) {
        line = in.readLine();
      }
      if (request != null && request.startsWith("GET ")) {
        answer(request.split(" ")[1], connection.getOutputStream());
      }
    } catch (IOException | GeneralSecurityException clientLeft) {
      // The client sees a connection that breaks off, and so does the comparison.
    }
  }

  private void answer(String target, OutputStream out)
      throws IOException, GeneralSecurityException {
    if (target.startsWith("http://")) {
      String host = target.substring("http://".length()).split("/", 2)[0];
      discovery(scenario(host.split("\\.", 2)[0]), target, out);
      return;
    }
    String[] parts =
        URLDecoder.decode(target.split("\\?", 2)[0].replace("+", "%2B"), StandardCharsets.UTF_8)
            .split("/", 4);
    Scenario scenario = scenario(parts[1]);
    String rest = parts.length > 3 ? parts[3] : "";
    if (parts[2].equals("git")) {
      git(scenario, rest, out);
    } else {
      served.getOrDefault(scenario.id(), List.of()).add(address() + target);
      proxy(scenario, parts[2], rest, out);
    }
  }

  private Scenario scenario(String name) {
    Scenario scenario = scenarios.get(Integer.parseInt(name.substring(1)));
    if (scenario == null) {
      throw new UncheckedIOException(new IOException("no scenario " + name));
    }
    return scenario;
  }

  private void discovery(Scenario scenario, String target, OutputStream out) throws IOException {
    String answer = scenario.script().getOrDefault("discovery", "ok");
    String tool = scenario.script().getOrDefault("found", "");
    String repository = base(scenario, tool.equals("mod") ? "D" : tool);
    String page =
        "<html><head><meta name=\"go-import\" content=\"%s %s %s\"></head></html>"
            .formatted(scenario.module(), tool, repository);
    byte[] body = (tool.isEmpty() ? "<html></html>" : page).getBytes(StandardCharsets.UTF_8);
    if (answer.equals("ok")) {
      send(out, "200 OK", body, body.length);
    } else {
      fail(out, answer);
    }
  }

  private void git(Scenario scenario, String rest, OutputStream out) throws IOException {
    String answer = scenario.script().getOrDefault("git", "ok");
    Path file = repository.resolve(rest).normalize();
    if (!answer.equals("ok")) {
      fail(out, answer);
    } else if (file.startsWith(repository) && Files.isRegularFile(file)) {
      byte[] body = Files.readAllBytes(file);
      send(out, "200 OK", body, body.length);
    } else {
      fail(out, "404");
    }
  }

  private void proxy(Scenario scenario, String entry, String rest, OutputStream out)
      throws IOException, GeneralSecurityException {
    String kind = kind(rest);
    String answer = kind.equals("tile") ? "ok" : scenario.answer(entry, kind);
    var module = new FakeModule(scenario.module(), version(scenario, entry, rest));
    boolean right = !answer.equals("other") || !scenario.lies(kind);
    String sums = scenario.answer("sum", "lookup");
    if (STATUS.containsKey(answer) || answer.equals("drop")) {
      fail(out, answer);
      return;
    }
    byte[] body =
        answer.equals("html")
            ? "<html>sign in</html>".getBytes(StandardCharsets.UTF_8)
            : switch (kind) {
              case "list" -> list(scenario, entry).getBytes(StandardCharsets.UTF_8);
              case "info", "latest" ->
                  "{\"Version\":\"%s\",\"Time\":\"2020-01-01T00:00:00Z\"}"
                      .formatted(right ? module.version() : "v1.9.9")
                      .getBytes(StandardCharsets.UTF_8);
              case "mod" -> module.goMod().getBytes(StandardCharsets.UTF_8);
              case "zip" -> (right ? module : new FakeModule("other.invalid/x", "v1.0.0")).zip();
              case "lookup" -> sumDb.lookup(module.sums(sums));
              case "tile" ->
                  sumDb.tile(new FakeModule(scenario.module(), tileVersion(scenario)).sums(sums));
              default -> new byte[0];
            };
    send(out, "200 OK", body, answer.equals("cut") ? body.length + 100 : body.length);
  }

  static String kind(String rest) {
    if (rest.endsWith("/supported")) {
      return "supported";
    }
    if (rest.contains("/tile/") || rest.startsWith("tile/")) {
      return "tile";
    }
    if (rest.contains("/lookup/") || rest.startsWith("lookup/")) {
      return "lookup";
    }
    String last = rest.substring(rest.lastIndexOf('/') + 1);
    return last.equals("@latest") ? "latest" : last.substring(last.lastIndexOf('.') + 1);
  }

  /** The version that an answer is about; branches are all at one commit. */
  private static String version(Scenario scenario, String entry, String rest) {
    String last = rest.substring(rest.lastIndexOf('/') + 1);
    String plain = Escaping.unescape(last).orElse(last);
    String asked =
        rest.contains("/lookup/") || rest.startsWith("lookup/")
            ? plain.substring(plain.lastIndexOf('@') + 1)
            : plain.replaceFirst("\\.(info|mod|zip)$", "");
    return Version.isValid(asked) ? asked : ScriptedOutcomes.REVISION;
  }

  private static String tileVersion(Scenario scenario) {
    return ScriptedOutcomes.chosen(scenario);
  }

  private static String list(Scenario scenario, String entry) {
    return String.join("\n", scenario.versions(entry).stream().map(Version::text).toList()) + "\n";
  }

  private static void fail(OutputStream out, String answer) throws IOException {
    if (!answer.equals("drop")) {
      byte[] body = "scripted failure\n".getBytes(StandardCharsets.UTF_8);
      send(out, answer + " " + STATUS.getOrDefault(answer, ""), body, body.length);
    }
  }

  private static void send(OutputStream out, String status, byte[] body, int length)
      throws IOException {
    String head =
        "HTTP/1.1 %s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, length);
    out.write(head.getBytes(StandardCharsets.UTF_8));
    out.write(body);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
