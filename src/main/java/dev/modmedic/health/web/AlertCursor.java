package dev.modmedic.health.web;

import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended, in a form that only fits the same list with the same filters.
 *
 * @param at {@link Instant#EPOCH} for lists in the order of ids
 */
record AlertCursor(Instant at, UUID id) {
  private static final byte VERSION = 1;
  private static final int LENGTH = 1 + Integer.BYTES + Long.BYTES * 3;

  /**
   * @param list names the list and its filters
   */
  String write(String list) {
    byte[] bytes =
        ByteBuffer.allocate(LENGTH)
            .put(VERSION)
            .putInt(check(list))
            .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static @Nullable AlertCursor read(@Nullable String cursor, String list) {
    if (cursor == null) {
      return null;
    }
    ByteBuffer bytes = decode(cursor);
    if (bytes.remaining() != LENGTH || bytes.get() != VERSION) {
      throw bad("is not a cursor of this list");
    }
    if (bytes.getInt() != check(list)) {
      throw bad("was made with other filters");
    }
    return new AlertCursor(
        Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS),
        new UUID(bytes.getLong(), bytes.getLong()));
  }

  private static int check(String list) {
    CRC32 crc = new CRC32();
    crc.update(list.getBytes(StandardCharsets.UTF_8));
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
