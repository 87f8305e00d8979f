package dev.modmedic.history.jdbc;

import io.airlift.compress.v3.zstd.ZstdCompressor;
import io.airlift.compress.v3.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;

/**
 * The form in which a log lies in the database: UTF-8 of {@link StorableText} in one frame of
 * Zstandard (RFC 8878), which takes a third of the time and less room than the deflated logs (RFC
 * 1950) that older releases kept. Those are still read.
 */
final class StoredLog {
  /** The first byte of every frame; what Java deflates never starts with it. */
  private static final byte FRAME = 0x28;

  private StoredLog() {}

  static byte[] compress(String log) {
    byte[] plain = StorableText.encode(log).getBytes(StandardCharsets.UTF_8);
    ZstdCompressor compressor = ZstdCompressor.create();
    byte[] room = new byte[compressor.maxCompressedLength(plain.length)];
    return Arrays.copyOf(room, compressor.compress(plain, 0, plain.length, room, 0, room.length));
  }

  static String expand(byte[] stored) {
    byte[] plain = stored.length > 0 && stored[0] == FRAME ? unpacked(stored) : inflated(stored);
    return StorableText.decode(new String(plain, StandardCharsets.UTF_8));
  }

  private static byte[] unpacked(byte[] frame) {
    ZstdDecompressor decompressor = ZstdDecompressor.create();
    int length = Math.toIntExact(decompressor.getDecompressedSize(frame, 0, frame.length));
    byte[] plain = new byte[length];
    decompressor.decompress(frame, 0, frame.length, plain, 0, length);
    return plain;
  }

  private static byte[] inflated(byte[] deflated) {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
