package dev.modmedic.testing.proxy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zips that no zip library would write: names twice, links, false sizes. */
public final class FakeZip {
  private static final int LINK = 0120777;
  private static final int FILE = 0100644;

  private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private final boolean deflated;
  private int count;

  private FakeZip(boolean deflated) {
    this.deflated = deflated;
  }

  /** The zip of a release, to be added to. */
  public static FakeZip of(FakeRelease release) {
    return new FakeZip(true).files(release);
  }

  /** The zip of a release without compression. */
  public static byte[] stored(FakeRelease release) {
    return new FakeZip(false).files(release).bytes();
  }

  /** The same zip with another declared size wherever an entry has {@code size} bytes. */
  public static byte[] declaring(byte[] zip, int size, int other) {
    ByteBuffer changed = ByteBuffer.wrap(zip.clone()).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + 30 < zip.length; at++) {
      int signature = changed.getInt(at);
      int place = signature == 0x04034b50 ? 22 : signature == 0x02014b50 ? 24 : -1;
      if (place > 0 && changed.getInt(at + place) == size) {
        changed.putInt(at + place, other);
      }
    }
    return changed.array();
  }

  private FakeZip files(FakeRelease release) {
    release.files().forEach((name, content) -> file(release.prefix() + name, content));
    return this;
  }

  public FakeZip file(String name, String content) {
    return entry(name, content, FILE);
  }

  /** An entry that would become a symbolic link. */
  public FakeZip link(String name, String to) {
    return entry(name, to, LINK);
  }

  private FakeZip entry(String name, String text, int mode) {
    byte[] title = name.getBytes(StandardCharsets.UTF_8);
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    byte[] packed = deflated ? deflate(content) : content;
    ByteBuffer common = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
    common.putShort((short) 20).putShort((short) (1 << 11)).putShort((short) (deflated ? 8 : 0));
    common.putInt(0).putInt(crc(content)).putInt(packed.length).putInt(content.length);
    common.putShort((short) title.length).putShort((short) 0);

    ByteBuffer head = ByteBuffer.allocate(46).order(ByteOrder.LITTLE_ENDIAN);
    head.putInt(0x02014b50).putShort((short) (3 << 8 | 20)).put(common.array());
    head.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    head.putInt(mode << 16).putInt(entries.size());
    directory.writeBytes(head.array());
    directory.writeBytes(title);

    entries.writeBytes(little(0x04034b50));
    entries.writeBytes(common.array());
    entries.writeBytes(title);
    entries.writeBytes(packed);
    count++;
    return this;
  }

  public byte[] bytes() {
    var all = new ByteArrayOutputStream();
    all.writeBytes(entries.toByteArray());
    all.writeBytes(directory.toByteArray());
    ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
    end.putInt(0x06054b50).putInt(0).putShort((short) count).putShort((short) count);
    end.putInt(directory.size()).putInt(entries.size()).putShort((short) 0);
    all.writeBytes(end.array());
    return all.toByteArray();
  }

  private static byte[] little(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static int crc(byte[] content) {
    var crc = new CRC32();
    crc.update(content);
    return (int) crc.getValue();
  }

  private static byte[] deflate(byte[] content) {
    try (var deflater = new Deflater(9, true)) {
      deflater.setInput(content);
      deflater.finish();
      var packed = new ByteArrayOutputStream();
      byte[] buffer = new byte[8_192];
      while (!deflater.finished()) {
        packed.write(buffer, 0, deflater.deflate(buffer));
      }
      return packed.toByteArray();
    }
  }
}
