package dev.modmedic.probe.okhttp;

import dev.modmedic.probe.Fetcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * What became of a body.
 *
 * @param value what the reader made of it; null unless the status is 200
 * @param text the beginning of an error's text; empty if there is none
 * @param broken why it could not be read to its end, or null
 */
record Received<T>(@Nullable T value, String text, @Nullable IOException broken) {
  private static final int OK = 200;

  Received {
    Objects.requireNonNull(text, "text");
  }

  /**
   * Reads a body.
   *
   * @param wire the bytes as they arrive
   * @param limit for the bytes once they are unpacked, if they come packed
   * @throws UncheckedIOException if the reader fails by itself
   */
  static <T> Received<T> of(
      Response response, CountedBody wire, long limit, Fetcher.BodyReader<T> reader) {
    if (response.code() != OK) {
      return new Received<>(null, ErrorText.of(wire, response.body().contentType()), null);
    }
    return "gzip".equalsIgnoreCase(response.header("Content-Encoding"))
        ? unpacked(wire, limit, reader)
        : read(wire, wire, reader);
  }

  /** Packed although it was not asked for. */
  private static <T> Received<T> unpacked(
      CountedBody wire, long limit, Fetcher.BodyReader<T> reader) {
    try {
      return read(wire, new CountedBody(new GZIPInputStream(wire), limit), reader);
    } catch (IOException notPacked) {
      return new Received<>(null, "", notPacked);
    }
  }

  private static <T> Received<T> read(
      CountedBody wire, CountedBody plain, Fetcher.BodyReader<T> reader) {
    @Nullable T value = null;
    @Nullable IOException thrown = null;
    try {
      value = reader.read(plain);
    } catch (IOException e) {
      thrown = e;
    }
    Optional<IOException> broken = wire.broken().or(plain::broken);
    if (broken.isEmpty() && thrown != null) {
      throw new UncheckedIOException(thrown);
    }
    return broken.isPresent()
        ? new Received<>(null, "", broken.get())
        : new Received<>(value, "", null);
  }
}
