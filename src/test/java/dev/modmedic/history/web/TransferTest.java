package dev.modmedic.history.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract's validator cannot see: compression, HEAD, and the page at the root. */
@MicronautTest(transactional = false)
class TransferTest implements WithDatabase {
  @Inject Api api;
  @Inject EmbeddedServer server;

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/sarif+json"})
  void longAnswersAreCompressedForThoseWhoAcceptIt(String accept)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.getURI().resolve("/v1/diagnoses"))
            .header("Accept-Encoding", "gzip")
            .header("Accept", accept)
            .POST(BodyPublishers.ofString("lookup a.example.net: no such host"))
            .build();

    HttpResponse<byte[]> response = send(request);

    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    try (var in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("host-not-found");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "gzip, gzip"})
  void aBodyInAnEncodingThatIsNotKnownIsRefused(String encoding)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = send(posted(encoding, "x".repeat(50_000).getBytes(UTF_8)));

    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(response.headers().firstValue("Accept-Encoding")).contains("gzip, deflate");
    assertThat(new String(response.body(), UTF_8)).contains("/problems/unsupported-encoding");
  }

  @Test
  void aBodyThatIsCutOffIsRefused() throws IOException, InterruptedException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write("lookup a.example.net: no such host\n".repeat(5_000).getBytes(UTF_8));
    }
    byte[] whole = packed.toByteArray();

    assertThat(send(posted("gzip", whole)).statusCode()).isEqualTo(201);
    assertThat(send(posted("gzip", Arrays.copyOf(whole, whole.length / 2))).statusCode())
        .isEqualTo(400);
  }

  private HttpRequest posted(String encoding, byte[] body) {
    return HttpRequest.newBuilder(server.getURI().resolve("/v1/diagnoses"))
        .header("Content-Encoding", encoding)
        .header("Content-Type", "text/plain")
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  @Test
  void optionsTellsTheMethodsOfAPath() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.getURI().resolve("/v1/diagnoses"))
            .method("OPTIONS", BodyPublishers.noBody())
            .build();

    HttpResponse<byte[]> response = send(request);

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValue("Allow").orElse("").split(", ?"))
        .contains("OPTIONS", "GET", "HEAD", "POST")
        .doesNotHaveDuplicates();
  }

  @Test
  void optionsOfNoPathIsNotFound() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.getURI().resolve("/v1/nothing"))
            .method("OPTIONS", BodyPublishers.noBody())
            .build();

    assertThat(send(request).statusCode()).isEqualTo(404);
  }

  @Test
  void headAnswersLikeGetWithoutTheBody() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.getURI().resolve("/v1/causes")).HEAD().build();

    HttpResponse<byte[]> response = send(request);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("ETag")).isPresent();
    assertThat(response.body()).isEmpty();
  }

  @Test
  void theRootSaysWhatToType() {
    Answer answer = api.get("/");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("curl --data-binary @- " + server.getURI() + "/v1/diagnoses");
  }

  private static HttpResponse<byte[]> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
  }
}
