package dev.modmedic.region.agent;

import dev.modmedic.region.RunResult;
import dev.modmedic.region.ServerLink;
import dev.modmedic.region.ServerLink.BatchAnswer.Refused;
import dev.modmedic.region.SyncWire;
import dev.modmedic.region.UnreadableMessage;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Talks to the server over HTTP, with the token of this agent. */
public final class HttpServerLink implements ServerLink, AutoCloseable {
  private static final Duration CONNECTING = Duration.ofSeconds(5);
  private static final int LARGEST_ANSWER = 64 << 20;
  private static final int GZIP_FROM = 1_000;
  private static final BodyHandler<byte[]> BODY =
      BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER);

  /** The server understood who asks, and finds fault with what it got. */
  private static final Set<Integer> UNACCEPTABLE = Set.of(400, 413, 422);

  private final ServerAddress server;
  private final String token;
  private final Duration patience;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECTING)
          .followRedirects(HttpClient.Redirect.NEVER) // the token is for this server only
          .proxy(ProxySelector.getDefault())
          .build();

  /**
   * @param patience for a whole call
   */
  public HttpServerLink(ServerAddress server, String token, Duration patience) {
    this.server = server;
    this.token = token;
    this.patience = patience;
  }

  @Override
  public SyncAnswer sync(SyncRequest request) throws InterruptedException {
    Answer answer = post("/v1/agent/sync", SyncWire.write(request));
    return read(answer, SyncWire::readAnswer);
  }

  @Override
  public BatchAnswer push(List<RunResult> results) throws InterruptedException {
    Answer answer = post("/v1/agent/results", SyncWire.write(results));
    if (results.size() == 1 && UNACCEPTABLE.contains(answer.status())) {
      // Alone it is refused for ever; in company the batch is halved until it is alone.
      RunResult only = results.getFirst();
      return new BatchAnswer(
          0, 0, List.of(new Refused(only.assignment(), only.due(), answer.words())));
    }
    return read(answer, SyncWire::readBatchAnswer);
  }

  private <T> T read(Answer answer, Function<Map<String, @Nullable Object>, T> reader) {
    if (answer.isRefusal()) {
      throw new LinkRefused(answer.words());
    }
    if (answer.status() != 200) {
      throw new LinkBroken(
          "%s answered %d: %s".formatted(server, answer.status(), answer.words()), null);
    }
    try {
      return reader.apply(answer.json());
    } catch (IOException | UnreadableMessage e) {
      throw new LinkBroken(
          "%s answered what this version does not understand: %s".formatted(server, e.getMessage()),
          e);
    }
  }

  private Answer post(String path, Map<String, @Nullable Object> message)
      throws InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> call =
        http.sendAsync(request(path, Json.write(message)), BODY);
    try {
      return Answer.of(call.get(patience.toMillis(), TimeUnit.MILLISECONDS), LARGEST_ANSWER);
    } catch (ExecutionException e) {
      throw broken(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new LinkBroken(
          "%s did not answer within %d s".formatted(server, patience.toSeconds()), e);
    } catch (IOException e) {
      throw broken(e);
    } finally {
      call.cancel(true);
    }
  }

  private LinkBroken broken(Throwable cause) {
    String words =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new LinkBroken("%s cannot be reached: %s".formatted(server, words), cause);
  }

  private HttpRequest request(String path, byte[] json) {
    boolean packed = json.length >= GZIP_FROM;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("Accept-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(packed ? Gzip.pack(json) : json));
    if (packed) {
      request.header("Content-Encoding", "gzip");
    }
    return request.build();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
