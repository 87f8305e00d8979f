package dev.modmedic.history.web;

import dev.modmedic.history.DiagnosisFilter;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.CRC32;

/** Where a page ended, in a form that only fits the same filters. */
final class Cursor {
  private static final byte VERSION = 1;
  private static final int LENGTH = 1 + Long.BYTES * 2 + Integer.BYTES;

  private Cursor() {}

  static String write(UUID last, DiagnosisFilter filter) {
    byte[] bytes =
        ByteBuffer.allocate(LENGTH)
            .put(VERSION)
            .putLong(last.getMostSignificantBits())
            .putLong(last.getLeastSignificantBits())
            .putInt(check(filter))
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static UUID read(String cursor, DiagnosisFilter filter) {
    ByteBuffer bytes = decode(cursor);
    if (bytes.remaining() != LENGTH || bytes.get() != VERSION) {
      throw bad("is not a cursor of this list");
    }
    UUID last = new UUID(bytes.getLong(), bytes.getLong());
    if (bytes.getInt() != check(filter)) {
      throw bad("was made with other filters");
    }
    return last;
  }

  private static int check(DiagnosisFilter filter) {
    CRC32 crc = new CRC32();
    crc.update(filter.toString().getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }

  private static ByteBuffer decode(String cursor) {
    try {
      return ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
    } catch (IllegalArgumentException e) {
      throw bad("is not a cursor of this list");
    }
  }

  private static ProblemException bad(String why) {
    return ProblemException.of(ProblemType.BAD_CURSOR, "cursor", why);
  }
}
