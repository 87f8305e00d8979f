package dev.modmedic.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.modmedic.go.FakeSumDb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Module proxies, a checksum database and a forge in one: the first element of a path says which of
 * them is asked, and how it behaves.
 */
final class LabProxy implements HttpHandler {
  private static final byte[] NO_BODY = {};

  /** Sums of the right form that no module has. */
  private static final String WRONG_SUMS =
      """
      example.com/m v1.0.0 h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
      example.com/m v1.0.0/go.mod h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
      """;

  private final List<LabModule> modules;
  private final FakeSumDb sumDb;
  private final Path repository;

  LabProxy(List<LabModule> modules, FakeSumDb sumDb, Path repository) {
    this.modules = List.copyOf(modules);
    this.sumDb = sumDb;
    this.repository = repository;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestURI().isAbsolute()) {
        text(exchange, 200, "<html><body>Welcome</body></html>");
        return;
      }
      String[] parts = exchange.getRequestURI().getPath().substring(1).split("/", 2);
      answer(exchange, parts[0], parts.length > 1 ? parts[1] : "");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange, String behaviour, String rest)
      throws IOException, GeneralSecurityException {
    switch (behaviour) {
      case "ok" -> module(exchange, rest);
      case "public" -> publicProxy(exchange, rest);
      case "html" -> text(exchange, 200, "<!DOCTYPE html>\n<html><body>Sign in</body></html>\n");
      case "zip-cut" -> zip(exchange, rest, false);
      case "body-cut" -> zip(exchange, rest, true);
      case "sumdb" -> sumDb(exchange, rest);
      case "git" -> git(exchange, rest);
      case "git-login" -> {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"forge\"");
        text(exchange, 401, "sign in\n");
      }
      default -> text(exchange, Integer.parseInt(behaviour), "the answer is " + behaviour + "\n");
    }
  }

  private void module(HttpExchange exchange, String rest) throws IOException {
    Optional<byte[]> body = body(rest);
    if (body.isPresent()) {
      send(exchange, 200, body.get());
    } else {
      text(exchange, 404, "not found: module lookup: no such module or version here\n");
    }
  }

  /** Answers for what it has not in the words of proxy.golang.org. */
  private void publicProxy(HttpExchange exchange, String rest) throws IOException {
    Optional<byte[]> body = body(rest);
    String[] asked = rest.split("/@v/|/@latest", 2);
    if (body.isPresent()) {
      send(exchange, 200, body.get());
    } else if (modules.stream().anyMatch(module -> module.path().equals(asked[0]))) {
      String version = asked[1].replaceFirst("\\.(info|mod|zip)$", "");
      String problem =
          version.matches("v[2-9][.].*")
              ? "module contains a go.mod file, so module path must match major version (\"%s/%s\")"
                  .formatted(asked[0], version.substring(0, 2))
              : "unknown revision " + version;
      text(
          exchange,
          404,
          "not found: %s@%s: invalid version: %s\n".formatted(asked[0], version, problem));
    } else {
      text(
          exchange,
          404,
          """
          not found: %s: invalid version: git ls-remote -q origin in /tmp/gopath/pkg/mod/cache/vcs/1f: exit status 128:
          \tfatal: could not read Username for 'https://github.com': terminal prompts disabled
          Confirm the import path was entered correctly.
          If this is a private repository, see https://golang.org/doc/faq#git_https for additional information.
          """
              .formatted(asked[0]));
    }
  }

  private void zip(HttpExchange exchange, String rest, boolean breakOff) throws IOException {
    byte[] body = body(rest).orElse(NO_BODY);
    if (!rest.endsWith(".zip")) {
      send(exchange, 200, body);
    } else if (breakOff) {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body, 0, body.length / 2);
      exchange.getResponseBody().flush();
    } else {
      send(exchange, 200, Arrays.copyOf(body, body.length / 2));
    }
  }

  private void sumDb(HttpExchange exchange, String rest)
      throws IOException, GeneralSecurityException {
    if (rest.startsWith("lookup/")) {
      send(exchange, 200, sumDb.lookup(WRONG_SUMS));
    } else if (rest.startsWith("tile/")) {
      send(exchange, 200, sumDb.tile(WRONG_SUMS));
    } else {
      send(exchange, 200, NO_BODY);
    }
  }

  private void git(HttpExchange exchange, String rest) throws IOException {
    String name = rest.replaceFirst("^[^/]+/[^/]+/", "");
    Path file = repository.resolve(name).normalize();
    if (rest.startsWith("acme/here") && file.startsWith(repository) && Files.isRegularFile(file)) {
      send(exchange, 200, Files.readAllBytes(file));
    } else {
      text(exchange, 404, "no such repository\n");
    }
  }

  private Optional<byte[]> body(String rest) throws IOException {
    String[] asked = rest.split("/@v/|/@latest", 2);
    String file = asked.length > 1 ? asked[1] : "";
    String list =
        String.join(
            "\n",
            modules.stream()
                .filter(module -> module.path().equals(asked[0]))
                .map(LabModule::version)
                .toList());
    if (file.equals("list")) {
      return list.isEmpty() ? Optional.empty() : Optional.of(bytes(list + "\n"));
    }
    for (LabModule module : modules) {
      if (module.path().equals(asked[0]) && file.startsWith(module.version() + ".")) {
        return Optional.of(
            switch (file.substring(module.version().length() + 1)) {
              case "info" -> bytes(module.info());
              case "mod" -> bytes(module.goMod());
              default -> module.zip();
            });
      }
    }
    return Optional.empty();
  }

  private static void text(HttpExchange exchange, int status, String body) throws IOException {
    exchange
        .getResponseHeaders()
        .add("Content-Type", body.startsWith("<") ? "text/html" : "text/plain; charset=utf-8");
    send(exchange, status, bytes(body));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
