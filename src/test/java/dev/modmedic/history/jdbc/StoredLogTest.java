package dev.modmedic.history.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredLogTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "go: example.com/m@v1.0.0: 410 Gone\n",
        "超时\u0000 \\u0000 \uD800 alone, \uD83D\uDE00 in a pair",
      })
  void aLogComesBackAsItWas(String log) {
    assertThat(StoredLog.expand(StoredLog.compress(log))).isEqualTo(log);
  }

  @Test
  void aLogOfManyMebibytesComesBackToo() {
    String log = "go: downloading example.com/m v1.0.0\n".repeat(16 * 28_340);

    byte[] stored = StoredLog.compress(log);

    assertThat(stored.length).isLessThan(log.length() / 100);
    assertThat(StoredLog.expand(stored)).isEqualTo(log);
  }

  /** What releases before this form wrote, at any level of compression. */
  @ParameterizedTest
  @ValueSource(strings = {"", "go: example.com/m@v1.0.0: 410 Gone\n"})
  void aLogDeflatedByAnOlderReleaseIsRead(String log) throws IOException {
    for (int level = 0; level <= 9; level++) {
      assertThat(StoredLog.expand(deflated(log, level))).isEqualTo(log);
    }
  }

  private static byte[] deflated(String log, int level) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, new Deflater(level))) {
      out.write(StorableText.encode(log).getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
