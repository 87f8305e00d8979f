package dev.modmedic.region.web;

import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import dev.modmedic.region.RunKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.CRC32;

/** Where a page ended, in a form that only fits the same list. */
final class Cursors {
  private Cursors() {}

  /** Behind a name in the list that is described. */
  static String write(String name, String list) {
    return encode(name.getBytes(StandardCharsets.UTF_8), list);
  }

  static String name(String cursor, String list) {
    ByteBuffer place = decode(cursor, list);
    byte[] name = new byte[place.remaining()];
    place.get(name);
    return new String(name, StandardCharsets.UTF_8);
  }

  /** Behind a run. */
  static String write(RunKey run, String list) {
    return encode(
        ByteBuffer.allocate(3 * Long.BYTES)
            .putLong(run.assignment().getMostSignificantBits())
            .putLong(run.assignment().getLeastSignificantBits())
            .putLong(run.due().toEpochMilli())
            .array(),
        list);
  }

  static RunKey run(String cursor, String list) {
    ByteBuffer place = decode(cursor, list);
    if (place.remaining() != 3 * Long.BYTES) {
      throw bad();
    }
    return new RunKey(
        new UUID(place.getLong(), place.getLong()), Instant.ofEpochMilli(place.getLong()));
  }

  private static String encode(byte[] place, String list) {
    byte[] bytes =
        ByteBuffer.allocate(Integer.BYTES + place.length)
            .putInt(check(place, list))
            .put(place)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static ByteBuffer decode(String cursor, String list) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      if (bytes.remaining() > Integer.BYTES) {
        int check = bytes.getInt();
        byte[] place = new byte[bytes.remaining()];
        bytes.get(place);
        if (check == check(place, list)) {
          return ByteBuffer.wrap(place);
        }
      }
    } catch (IllegalArgumentException e) {
      // told below, as for one of another list
    }
    throw bad();
  }

  private static int check(byte[] place, String list) {
    CRC32 crc = new CRC32();
    crc.update(place);
    crc.update(list.getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }

  private static ProblemException bad() {
    return ProblemException.of(
        ProblemType.BAD_CURSOR, "cursor", "is not a cursor of this list with these filters");
  }
}
