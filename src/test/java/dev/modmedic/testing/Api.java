package dev.modmedic.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Talks to the service under test as a client does; every exchange is held against the contract,
 * and no test can leave that out.
 */
@Singleton
public final class Api {
  private static final OpenApiInteractionValidator CONTRACT =
      OpenApiInteractionValidator.createForSpecificationUrl(
              Path.of("openapi/modmedic.yaml").toUri().toString())
          .build();

  /**
   * A path of the contract whose default answer is a problem, for what the contract does not know.
   */
  private static final String ANY_PATH = "/";

  private final HttpClient http = HttpClient.newHttpClient();
  private final EmbeddedServer server;

  Api(EmbeddedServer server) {
    this.server = server;
  }

  public Answer get(String path, String... headers) {
    return send(Call.of("GET", path, headers));
  }

  /** The items of a list, page by page. */
  public List<JsonNode> pages(String path) {
    List<JsonNode> items = new ArrayList<>();
    String next = "";
    do {
      JsonNode page = get(path + next).json();
      page.at("/items").forEach(items::add);
      next =
          page.at("/next").isNull()
              ? ""
              : (path.contains("?") ? "&" : "?") + "cursor=" + page.at("/next").asText();
    } while (!next.isEmpty());
    return items;
  }

  /** Deletes under a condition. */
  public Answer delete(String path, String... headers) {
    return send(Call.of("DELETE", path, headers));
  }

  /** Changes with JSON what is at a path. */
  public Answer patch(String path, String json, String... headers) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    return send(Call.of("PATCH", path, headers).with("application/json", body, false));
  }

  public Answer postJson(String json, String... headers) {
    return post(json.getBytes(StandardCharsets.UTF_8), "application/json", headers);
  }

  public Answer postText(String log, String... headers) {
    return post(log.getBytes(StandardCharsets.UTF_8), "text/plain", headers);
  }

  /** Posts JSON to a path other than that of the diagnoses. */
  public Answer postTo(String path, String json, String... headers) {
    return postTo(path, json.getBytes(StandardCharsets.UTF_8), "application/json", headers);
  }

  /** Posts to a path other than that of the diagnoses. */
  public Answer postTo(String path, byte[] body, String contentType, String... headers) {
    return send(Call.of("POST", path, headers).with(contentType, body, false));
  }

  /** Posts to the diagnoses. */
  public Answer post(byte[] body, String contentType, String... headers) {
    return send(Call.of("POST", "/v1/diagnoses", headers).with(contentType, body, false));
  }

  /** Posts JSON to any path. */
  public Answer postJsonTo(String path, String json, String... headers) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    return send(Call.of("POST", path, headers).with("application/json", body, false));
  }

  /** Changes parts of what is at a path. */
  public Answer patch(String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    return send(Call.of("PATCH", path).with("application/json", body, false));
  }

  /** Posts without a body. */
  public Answer postNothingTo(String path, String... headers) {
    return send(Call.of("POST", path, headers));
  }

  /** Posts raw text to any path. */
  public Answer postTextTo(String path, String text, String... headers) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return send(Call.of("POST", path, headers).with("text/plain", body, false));
  }

  /** Posts to the diagnoses without telling the length beforehand. */
  public Answer postChunked(byte[] body, String contentType) {
    return send(Call.of("POST", "/v1/diagnoses").with(contentType, body, true));
  }

  public Answer send(String method, String path) {
    return send(Call.of(method, path));
  }

  private Answer send(Call call) {
    try {
      HttpResponse<byte[]> response =
          http.send(call.request(server.getURI()), BodyHandlers.ofByteArray());
      Answer answer =
          new Answer(
              response.statusCode(),
              response.headers(),
              new String(response.body(), StandardCharsets.UTF_8));
      hold(call, answer);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A request that was refused may break the contract; its answer may not. */
  private static void hold(Call call, Answer answer) {
    SimpleResponse response = response(answer);
    ValidationReport report =
        answer.status() < 400
            ? CONTRACT.validate(call.validated(), response)
            : refused(call, answer, response);
    assertThat(report.getMessages())
        .as("%s %s -> %d %s", call.method(), call.path(), answer.status(), answer.body())
        .isEmpty();
  }

  private static ValidationReport refused(Call call, Answer answer, SimpleResponse response) {
    boolean unknown = answer.status() == 405 || answer.body().contains("/problems/no-such-path");
    return unknown
        ? CONTRACT.validateResponse(ANY_PATH, Method.GET, response)
        : CONTRACT.validateResponse(call.bare(), Method.valueOf(call.method()), response);
  }

  private static SimpleResponse response(Answer answer) {
    SimpleResponse.Builder builder = SimpleResponse.Builder.status(answer.status());
    answer.headers().map().forEach(builder::withHeader);
    if (!answer.body().isEmpty()) {
      builder.withBody(answer.body());
    }
    return builder.build();
  }

  /** A request as it goes out. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Call(
      String method,
      String path,
      List<String> headers,
      String contentType,
      byte[] body,
      boolean chunked) {
    static Call of(String method, String path, String... headers) {
      return new Call(method, path, List.of(headers), "", new byte[0], false);
    }

    Call with(String type, byte[] bytes, boolean inChunks) {
      return new Call(method, path, headers, type, bytes, inChunks);
    }

    String bare() {
      return path.split("\\?", 2)[0];
    }

    HttpRequest request(URI base) {
      HttpRequest.Builder builder =
          HttpRequest.newBuilder(base.resolve(path))
              .method(
                  method,
                  chunked
                      ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                      : body.length == 0
                          ? BodyPublishers.noBody()
                          : BodyPublishers.ofByteArray(body));
      if (!contentType.isEmpty()) {
        builder.header("Content-Type", contentType);
      }
      if (!headers.isEmpty()) {
        builder.headers(headers.toArray(String[]::new));
      }
      return builder.build();
    }

    SimpleRequest validated() {
      SimpleRequest.Builder builder = new SimpleRequest.Builder(method, bare());
      if (!contentType.isEmpty()) {
        builder.withContentType(contentType).withBody(body);
      }
      for (int i = 0; i < headers.size(); i += 2) {
        builder.withHeader(headers.get(i), headers.get(i + 1));
      }
      String query = path.contains("?") ? path.substring(path.indexOf('?') + 1) : "";
      for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
        String[] parts = pair.split("=", 2);
        builder.withQueryParam(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
      return builder.build();
    }
  }
}
