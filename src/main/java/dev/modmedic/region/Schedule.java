package dev.modmedic.region;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The due times of an assignment: every {@code interval} since the epoch, shifted by {@code
 * jitter}.
 *
 * <p>Computed alike by the server and by agents that are cut off from it. The jitter is a hash of
 * the assignment's id, so that assignments spread over the interval and adding some shifts no
 * others.
 *
 * @param jitter at least zero and below the interval, in whole milliseconds
 */
public record Schedule(Duration interval, Duration jitter) {
  public Schedule {
    if (interval.toMillis() <= 0 || !interval.equals(Duration.ofMillis(interval.toMillis()))) {
      throw new IllegalArgumentException("no whole number of milliseconds: " + interval);
    }
  }

  /** Of the assignment with this id. */
  public static Schedule of(UUID assignment, Duration interval) {
    CRC32C hash = new CRC32C();
    hash.update(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(assignment.getMostSignificantBits())
            .putLong(assignment.getLeastSignificantBits())
            .flip());
    long jitter = hash.getValue() * interval.toMillis() >>> 32;
    return new Schedule(interval, Duration.ofMillis(jitter));
  }

  /** The first due time after {@code instant}. */
  public Instant after(Instant instant) {
    long step = interval.toMillis();
    long shift = jitter.toMillis();
    long rounds = Math.floorDiv(instant.toEpochMilli() - shift, step) + 1;
    return Instant.ofEpochMilli(rounds * step + shift);
  }

  /** The last due time at or before {@code instant}. */
  public Instant atOrBefore(Instant instant) {
    return after(instant).minus(interval);
  }

  /** The due times after {@code after} and not later than {@code until}, at most so many. */
  public List<Instant> between(Instant after, Instant until, int most) {
    return Stream.iterate(after(after), due -> !due.isAfter(until), due -> due.plus(interval))
        .limit(most)
        .toList();
  }

  /** Whether {@code instant} is one of the due times. */
  public boolean isDue(Instant instant) {
    return atOrBefore(instant).equals(instant);
  }
}
