package dev.modmedic.health.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client that listens to events until it is closed. */
final class Listening implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final HttpResponse<InputStream> response;

  private Listening(HttpResponse<InputStream> response) {
    this.response = response;
    Thread.ofVirtual().start(this::read);
  }

  static Listening to(URI server, String query, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("/v1/events" + query));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpClient client = HttpClient.newHttpClient();
    Listening listening =
        new Listening(client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    if (listening.status() == 200) {
      assertThat(listening.line()).isEqualTo(": connected");
    }
    return listening;
  }

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines::add);
    } catch (IOException | RuntimeException e) {
      lines.add("closed");
    }
  }

  /** The next line, whatever it is. */
  String line() throws InterruptedException {
    String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(line).as("a line within %d s", PATIENCE_SECONDS).isNotNull();
    return line;
  }

  /** The next line that begins so. */
  String line(String beginning) throws InterruptedException {
    String line;
    do {
      line = line();
    } while (!line.startsWith(beginning));
    return line;
  }

  /** The ids of the next events. */
  List<UUID> ids(int count) throws InterruptedException {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(UUID.fromString(line("id: ").substring(4)));
    }
    return ids;
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }
}
