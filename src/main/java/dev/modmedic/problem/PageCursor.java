package dev.modmedic.problem;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Where a page ended, in a form that only fits the same list with the same filters. */
public final class PageCursor {
  private static final int IDS = 2 * Long.BYTES;

  private PageCursor() {}

  /**
   * Behind a name.
   *
   * @param list names the list and its filters
   */
  public static String write(String name, String list) {
    return encode(name.getBytes(StandardCharsets.UTF_8), list);
  }

  /** Null for the first page, as in all of these. */
  public static @Nullable String name(@Nullable String cursor, String list) {
    return read(
        cursor,
        list,
        place -> {
          byte[] name = new byte[place.remaining()];
          place.get(name);
          return new String(name, StandardCharsets.UTF_8);
        });
  }

  /** Behind an id. */
  public static String write(UUID id, String list) {
    return encode(put(ByteBuffer.allocate(IDS), id).array(), list);
  }

  public static @Nullable UUID id(@Nullable String cursor, String list) {
    return read(cursor, list, PageCursor::uuid);
  }

  /** Behind an id in the order of times, which are in whole microseconds. */
  public static String write(Place place, String list) {
    return encode(
        put(ByteBuffer.allocate(IDS + Long.BYTES), place.id())
            .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, place.at()))
            .array(),
        list);
  }

  public static @Nullable Place place(@Nullable String cursor, String list) {
    return read(
        cursor,
        list,
        bytes -> {
          UUID id = uuid(bytes);
          return new Place(Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS), id);
        });
  }

  /** A place in the order of times. */
  public record Place(Instant at, UUID id) {}

  private static ByteBuffer put(ByteBuffer buffer, UUID id) {
    return buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static UUID uuid(ByteBuffer bytes) {
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  private static String encode(byte[] place, String list) {
    byte[] bytes =
        ByteBuffer.allocate(Integer.BYTES + place.length)
            .putInt(check(place, list))
            .put(place)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static <T> @Nullable T read(
      @Nullable String cursor, String list, Function<ByteBuffer, T> reader) {
    if (cursor == null) {
      return null;
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      if (bytes.length > Integer.BYTES) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int check = buffer.getInt();
        byte[] place = new byte[buffer.remaining()];
        buffer.get(place);
        if (check == check(place, list)) {
          return reader.apply(ByteBuffer.wrap(place));
        }
      }
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      // told below, as for one of another list
    }
    throw ProblemException.of(
        ProblemType.BAD_CURSOR, "cursor", "is not a cursor of this list with these filters");
  }

  private static int check(byte[] place, String list) {
    CRC32 crc = new CRC32();
    crc.update(place);
    crc.update(list.getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }
}
