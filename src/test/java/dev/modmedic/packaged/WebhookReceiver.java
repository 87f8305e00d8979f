package dev.modmedic.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Takes messages as the documentation tells receivers to: checks the signature, drops repeats. */
final class WebhookReceiver implements AutoCloseable {
  private static final Pattern SIGNATURE = Pattern.compile("t=(\\d+),v1=([0-9a-f]{64})");

  private final HttpServer server;
  private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private volatile String secret = "";

  WebhookReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  void secret(String shown) {
    secret = shown;
  }

  /** What was told of targets as a whole, each message once. */
  List<JsonNode> ofWhole() {
    return messages.stream().filter(message -> message.path("region").isNull()).toList();
  }

  /** What a careful receiver would have refused. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String signature = exchange.getRequestHeaders().getFirst("ModMedic-Signature");
    if (!isGenuine(String.valueOf(signature), body)) {
      problems.add("not signed as it should be: " + signature);
    }
    if (seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("ModMedic-Delivery")))) {
      messages.add(Operator.JSON.readTree(body));
    }
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private boolean isGenuine(String signature, byte[] body) {
    Matcher parts = SIGNATURE.matcher(signature);
    if (!parts.matches()) {
      return false;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((parts.group(1) + ".").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body)).equals(parts.group(2));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
