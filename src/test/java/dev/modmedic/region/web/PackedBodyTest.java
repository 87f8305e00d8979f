package dev.modmedic.region.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Bodies that are small when they come and large when they are unpacked. */
@MicronautTest(transactional = false)
class PackedBodyTest implements WithDatabase {
  private static final int MEBIBYTE = 1 << 20;

  private static final List<String> PATHS =
      List.of(
          "/v1/agent/results",
          "/v1/agent/sync",
          "/v1/diagnoses",
          "/v1/targets",
          "/v1/webhooks",
          "/v1/replays",
          "/v1/comparisons");

  @Inject Api api;

  @Test
  void aBombIsRefused() throws IOException {
    for (String encoding : List.of("gzip", "deflate")) {
      byte[] bomb = packed(encoding, 128 * MEBIBYTE);
      for (String path : PATHS) {
        Answer answer = api.postTo(path, bomb, "application/json", "Content-Encoding", encoding);

        assertThat(answer.status()).as(path).isEqualTo(413);
        assertThat(answer.at("/type")).isEqualTo("/problems/too-large");
      }
    }
  }

  @Test
  void aBodyBelowTheLimitIsUnpacked() throws IOException {
    Answer answer =
        api.postTo(
            "/v1/diagnoses",
            packed("gzip", 15 * MEBIBYTE),
            "text/plain",
            "Content-Encoding",
            "gzip");

    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void aBodyThatIsNotPackedIsRefused() {
    byte[] plain = "no such host".repeat(100).getBytes(StandardCharsets.UTF_8);
    for (String encoding : List.of("gzip", "deflate")) {
      for (String path : PATHS) {
        Answer answer = api.postTo(path, plain, "application/json", "Content-Encoding", encoding);

        assertThat(answer.status()).as(path).isEqualTo(400);
        assertThat(answer.at("/type")).isEqualTo("/problems/bad-request");
      }
    }
  }

  private static byte[] packed(String encoding, long length) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = packing(encoding, packed)) {
      byte[] part = new byte[MEBIBYTE];
      Arrays.fill(part, (byte) 'a');
      for (long written = 0; written < length; written += part.length) {
        out.write(part);
      }
    }
    return packed.toByteArray();
  }

  private static OutputStream packing(String encoding, OutputStream out) throws IOException {
    return encoding.equals("gzip") ? new GZIPOutputStream(out) : new DeflaterOutputStream(out);
  }
}
