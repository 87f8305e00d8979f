package dev.modmedic.go;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What Java's zip classes do not tell: how large a zip's directory is before it is read into
 * memory, and which entries claim to be symbolic links.
 */
final class ZipDirectory {
  static final int LARGEST = 32 << 20;

  private static final String NO_ZIP = "zip: not a valid zip file";
  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int LOCATOR = 0x07064b50;
  private static final int LOCATOR_SIZE = 20;
  private static final int END_64_SIZE = 56;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_SIZE = 46;
  private static final long IN_ZIP_64 = 0xffffffffL;
  private static final int UNIX = 3;
  private static final int MAC = 19;

  private ZipDirectory() {}

  /**
   * The names of entries with the mode of a symbolic link.
   *
   * @throws Refused if there is no directory, or one of more than 32 MiB
   */
  static List<String> links(Path zip) throws Refused, IOException {
    try (var file = new RandomAccessFile(zip.toFile(), "r")) {
      ByteBuffer tail = tail(file);
      int end = lastEnd(tail);
      long size = Integer.toUnsignedLong(tail.getInt(end + 12));
      if (size == IN_ZIP_64) {
        size = sizeInZip64(file, tail, end);
      }
      long offset = file.length() - tail.limit() + end - size;
      if (size < 0 || size > LARGEST) {
        throw new Refused("zip: the directory has " + size + " bytes");
      }
      // In a zip64 file the larger end records stand between; Java's own classes judge those.
      return offset < 0 ? List.of() : links(read(file, offset, (int) size));
    }
  }

  private static ByteBuffer tail(RandomAccessFile file) throws IOException {
    long length = Math.min(file.length(), END_SIZE + LONGEST_COMMENT + LOCATOR_SIZE);
    return read(file, file.length() - length, (int) length);
  }

  private static ByteBuffer read(RandomAccessFile file, long offset, int length)
      throws IOException {
    byte[] bytes = new byte[length];
    file.seek(offset);
    file.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int lastEnd(ByteBuffer tail) throws Refused {
    for (int at = tail.limit() - END_SIZE; at >= 0; at--) {
      if (tail.getInt(at) == END) {
        return at;
      }
    }
    throw new Refused(NO_ZIP);
  }

  private static long sizeInZip64(RandomAccessFile file, ByteBuffer tail, int end)
      throws Refused, IOException {
    int locator = end - LOCATOR_SIZE;
    if (locator < 0 || tail.getInt(locator) != LOCATOR) {
      throw new Refused(NO_ZIP);
    }
    long at = tail.getLong(locator + 8);
    if (at < 0 || at > file.length() - END_64_SIZE) {
      throw new Refused(NO_ZIP);
    }
    return read(file, at, END_64_SIZE).getLong(40);
  }

  private static List<String> links(ByteBuffer directory) {
    var links = new ArrayList<String>();
    int at = 0;
    while (at + ENTRY_SIZE <= directory.limit() && directory.getInt(at) == ENTRY) {
      int name = Short.toUnsignedInt(directory.getShort(at + 28));
      int more =
          Short.toUnsignedInt(directory.getShort(at + 30))
              + Short.toUnsignedInt(directory.getShort(at + 32));
      int madeBy = directory.get(at + 5);
      int type = directory.getInt(at + 38) >>> 28;
      if ((madeBy == UNIX || madeBy == MAC)
          && type == 0xa
          && at + ENTRY_SIZE + name <= directory.limit()) {
        links.add(new String(directory.array(), at + ENTRY_SIZE, name, StandardCharsets.UTF_8));
      }
      at += ENTRY_SIZE + name + more;
    }
    return links;
  }
}
