package dev.modmedic.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** Uses the API of a running server. */
record Operator(URI server) {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  JsonNode show(String path) {
    return send(request(path).build());
  }

  JsonNode post(String path, Map<String, ?> body) {
    return send(request(path).POST(BodyPublishers.ofString(text(body))).build());
  }

  JsonNode patch(String path, Map<String, ?> body) {
    return send(request(path).method("PATCH", BodyPublishers.ofString(text(body))).build());
  }

  /** As an agent with this token. */
  JsonNode push(String token, JsonNode batch) {
    return send(
        request("/v1/agent/results")
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString(batch.toString()))
            .build());
  }

  /** What becomes of targets while somebody listens, one line each. */
  Stream<String> events() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(server.resolve("/v1/events")).build();
    return HTTP.send(request, BodyHandlers.ofLines()).body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(Duration.ofSeconds(10))
        .header("Content-Type", "application/json");
  }

  private static String text(Object body) {
    return JSON.valueToTree(body).toString();
  }

  private static JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new AssertionError(
            "%s %s: %d %s"
                .formatted(
                    request.method(), request.uri(), response.statusCode(), response.body()));
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
