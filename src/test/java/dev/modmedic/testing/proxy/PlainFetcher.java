package dev.modmedic.testing.proxy;

import dev.modmedic.probe.Attempt;
import dev.modmedic.probe.Exchange;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Fetcher;
import dev.modmedic.probe.Phase;
import dev.modmedic.probe.Timings;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fetches with the JDK's client, for tests that are about what came and not about the way. */
public final class PlainFetcher implements Fetcher {
  private static final int LINES = 8;

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  @Override
  public <T> Exchange<T> fetch(Fetch fetch, BodyReader<T> reader) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(fetch.url()).timeout(fetch.deadline()).GET();
    fetch.headers().forEach(request::header);
    long start = System.nanoTime();
    Phase phase = Phase.WAIT;
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      phase = Phase.TRANSFER;
      Duration waited = since(start);
      try (InputStream body = response.body()) {
        boolean good = response.statusCode() == 200;
        T read = good ? reader.read(body) : null;
        String text = good ? "" : beginning(body);
        return new Exchange.Answered<>(
            attempt(waited, since(start), response.statusCode(), null),
            response.statusCode(),
            lowerCase(response),
            read,
            text,
            response.uri(),
            null);
      }
    } catch (IOException broken) {
      return new Exchange.Broken<>(
          attempt(since(start), since(start), null, failure(broken, phase, fetch)), 0);
    }
  }

  private static TreeMap<String, List<String>> lowerCase(HttpResponse<?> response) {
    var headers = new TreeMap<String, List<String>>();
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values));
    return headers;
  }

  private static String beginning(InputStream body) throws IOException {
    return String.join(
        "\n",
        new String(body.readAllBytes(), StandardCharsets.UTF_8).lines().limit(LINES).toList());
  }

  private static Failure failure(IOException broken, Phase phase, Fetch fetch) {
    boolean refused = broken instanceof ConnectException;
    boolean late = broken instanceof HttpTimeoutException;
    String code = refused ? "tcp.connection-refused" : late ? "http.timeout" : "http.stream-broken";
    return new Failure(
        FailureSource.TARGET,
        code,
        "Get \"%s\": %s".formatted(fetch.url(), broken.getMessage()),
        refused ? Phase.CONNECT : phase);
  }

  private static Attempt attempt(
      Duration waited, Duration total, @Nullable Integer status, @Nullable Failure failure) {
    var timings = new Timings(null, null, null, waited, total.minus(waited));
    return new Attempt(timings, total, 0, "127.0.0.1", status, failure);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
