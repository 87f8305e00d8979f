package dev.modmedic.region.agent;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A file of numbered frames: length, CRC-32C, and so many bytes, again and again.
 *
 * <p>Uses plain file access and no channel, which an interrupt would close.
 */
final class Segment implements AutoCloseable {
  private static final String SUFFIX = ".spool";
  private static final int HEADER = 2 * Integer.BYTES;
  private static final int LARGEST = 16 << 20;

  private final Path path;
  private final long first;
  private final RandomAccessFile file;
  private long count;
  private long bytes;

  private Segment(Path path, long first) throws IOException {
    this.path = path;
    this.first = first;
    this.file = new RandomAccessFile(path.toFile(), "rw");
  }

  /** A new one whose first frame will have the number {@code first}. */
  static Segment create(Path folder, long first) throws IOException {
    Path path = folder.resolve("%019d%s".formatted(first, SUFFIX));
    Files.deleteIfExists(path);
    return new Segment(path, first);
  }

  /** One that is there; whatever stands behind its last whole frame is passed over. */
  static Segment open(Path path) throws IOException {
    String name = path.getFileName().toString();
    Segment segment =
        new Segment(path, Long.parseLong(name.substring(0, name.length() - SUFFIX.length())));
    segment.scan();
    return segment;
  }

  static boolean isName(String name) {
    return name.matches("\\d{19}\\.spool");
  }

  private void scan() throws IOException {
    long length = file.length();
    while (bytes + HEADER <= length) {
      ByteBuffer header = header(bytes);
      int size = header.getInt();
      // No frame is empty; zeros are what a power failure leaves of a write.
      if (size <= 0 || size > LARGEST || bytes + HEADER + size > length) {
        return;
      }
      if (checksum(payload(bytes, size)) != header.getInt()) {
        return;
      }
      bytes += HEADER + size;
      count++;
    }
  }

  /** Frames behind this one belong to a younger file. */
  void endBefore(long number) {
    count = Math.min(count, Math.max(0, number - first));
  }

  /**
   * Writes frames, flushed to the disk; all of them or none.
   *
   * @throws IOException if none was written; do not append here again then
   */
  void append(List<byte[]> payloads) throws IOException {
    ByteBuffer frames = ByteBuffer.allocate(payloads.stream().mapToInt(Segment::frameSize).sum());
    for (byte[] payload : payloads) {
      frames.putInt(payload.length).putInt(checksum(payload)).put(payload);
    }
    file.seek(bytes);
    file.write(frames.array());
    file.getFD().sync();
    bytes += frames.capacity();
    count += payloads.size();
  }

  static int frameSize(byte[] payload) {
    return HEADER + payload.length;
  }

  /** The bytes of the frame at an offset. */
  byte[] read(long offset) throws IOException {
    return payload(offset, header(offset).getInt());
  }

  /** Where the frame behind the one at an offset begins. */
  long next(long offset) throws IOException {
    return offset + HEADER + header(offset).getInt();
  }

  private ByteBuffer header(long offset) throws IOException {
    byte[] header = new byte[HEADER];
    file.seek(offset);
    file.readFully(header);
    return ByteBuffer.wrap(header);
  }

  private byte[] payload(long offset, int size) throws IOException {
    byte[] payload = new byte[size];
    file.seek(offset + HEADER);
    file.readFully(payload);
    return payload;
  }

  private static int checksum(byte[] payload) {
    CRC32C crc = new CRC32C();
    crc.update(payload);
    return (int) crc.getValue();
  }

  long first() {
    return first;
  }

  /** The number behind that of the last frame. */
  long end() {
    return first + count;
  }

  boolean isEmpty() {
    return count == 0;
  }

  long bytes() {
    return bytes;
  }

  void delete() throws IOException {
    close();
    Files.deleteIfExists(path);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
