package dev.modmedic.region.agent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Bodies made smaller for the way. */
final class Gzip {
  private Gzip() {}

  static byte[] pack(byte[] body) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 4 + 64);
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return packed.toByteArray();
  }

  /**
   * @throws IOException if it is not gzip, or larger than {@code most} bytes
   */
  static byte[] unpack(byte[] packed, int most) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] body = in.readNBytes(most);
      if (in.read() >= 0) {
        throw new IOException("more than " + most + " bytes");
      }
      return body;
    }
  }
}
