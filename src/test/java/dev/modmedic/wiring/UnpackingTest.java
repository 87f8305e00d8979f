package dev.modmedic.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackingTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final int MOST = 2 * MEBIBYTE;
  private static final int PART = 60_000;

  private final EmbeddedChannel channel = new EmbeddedChannel(new Unpacking(MOST));
  private boolean ended;

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "X-GZIP", "deflate"})
  void aBodyComesOutAsItWas(String encoding) throws IOException {
    long length = send(encoding, packed(encoding, MEBIBYTE));

    assertThat(length).isEqualTo(MEBIBYTE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void aBombIsUnpackedToTheLimitOnly(String encoding) throws IOException {
    long length = send(encoding, packed(encoding, 256 * MEBIBYTE));

    assertThat(length).isGreaterThan(MOST).isLessThan(MOST + 2 * MEBIBYTE);
  }

  @Test
  void theNextRequestIsReadAsUsual() throws IOException {
    send("gzip", packed("gzip", 64 * MEBIBYTE));

    assertThat(send("identity", new byte[PART])).isEqualTo(PART);
    assertThat(send("gzip", packed("gzip", PART))).isEqualTo(PART);
  }

  @Test
  void whatIsNotPackedIsTold() throws IOException {
    assertThatThrownBy(() -> send("gzip", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}))
        .isInstanceOf(ProblemException.class);
    channel.releaseInbound();

    assertThat(send("gzip", packed("gzip", PART))).isEqualTo(PART);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void aBodyThatIsCutOffIsTold(String encoding) throws IOException {
    byte[] whole = packed(encoding, MEBIBYTE);
    for (int length : new int[] {1, 5, whole.length / 2, whole.length - 1}) {
      assertThatThrownBy(() -> send(encoding, Arrays.copyOf(whole, length)))
          .isInstanceOf(ProblemException.class);
      channel.releaseInbound();
    }

    assertThat(send(encoding, whole)).isEqualTo(MEBIBYTE);
  }

  @Test
  void streamsOneBehindTheOtherComeOutInOnePiece() throws IOException {
    byte[] once = packed("gzip", PART);
    byte[] twice = Arrays.copyOf(once, 2 * once.length);
    System.arraycopy(once, 0, twice, once.length, once.length);

    assertThat(send("gzip", twice)).isEqualTo(2 * PART);
    assertThatThrownBy(() -> send("gzip", Arrays.copyOf(twice, twice.length - 1)))
        .isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "compress", "foo", "gzip, gzip", "gzip,deflate"})
  void anEncodingThatNobodyUnpacksIsRefused(String encoding) {
    assertThatThrownBy(() -> send(encoding, new byte[PART]))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.type()).isEqualTo(ProblemType.UNSUPPORTED_ENCODING));
    channel.releaseInbound();

    assertThat(send("Identity, ", new byte[PART])).isEqualTo(PART);
  }

  /** How many bytes come out; every buffer that went in is released. */
  private long send(String encoding, byte[] body) {
    HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
    request.headers().set("Content-Encoding", encoding).set("Content-Length", body.length);
    channel.writeInbound(request);
    assertThat((Object) channel.readInbound()).isSameAs(request);
    List<ByteBuf> sent = new ArrayList<>();
    long length = 0;
    try {
      for (int from = 0; from < body.length; from += PART) {
        int end = Math.min(body.length, from + PART);
        ByteBuf part = Unpooled.copiedBuffer(body, from, end - from);
        sent.add(part);
        channel.writeInbound(
            end == body.length ? new DefaultLastHttpContent(part) : new DefaultHttpContent(part));
        length += received();
      }
      assertThat(ended).isTrue();
    } finally {
      ended = false;
    }
    assertThat(sent).allMatch(part -> part.refCnt() == 0);
    return length;
  }

  private long received() {
    long length = 0;
    for (HttpContent part = channel.readInbound(); part != null; part = channel.readInbound()) {
      length += part.content().readableBytes();
      ended |= part instanceof LastHttpContent;
      part.release();
    }
    return length;
  }

  private static byte[] packed(String encoding, int length) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out =
        encoding.toLowerCase(Locale.ROOT).endsWith("gzip")
            ? new GZIPOutputStream(packed)
            : new DeflaterOutputStream(packed)) {
      byte[] part = new byte[PART];
      for (int left = length; left > 0; left -= part.length) {
        out.write(part, 0, Math.min(left, part.length));
      }
    }
    return packed.toByteArray();
  }
}
