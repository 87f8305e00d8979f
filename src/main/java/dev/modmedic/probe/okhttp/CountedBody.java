package dev.modmedic.probe.okhttp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts bytes, breaks off beyond a limit, and remembers what broke it. */
final class CountedBody extends FilterInputStream {
  private static final long UNKNOWN = -1;

  private final long declared;
  private final long limit;
  private volatile long count;
  private volatile @Nullable IOException broken;

  CountedBody(InputStream in, long limit) {
    this(in, UNKNOWN, limit);
  }

  /**
   * @param declared the length that the sender told; one beyond the limit is believed
   */
  CountedBody(InputStream in, long declared, long limit) {
    super(in);
    this.declared = declared;
    this.limit = limit;
  }

  long count() {
    return count;
  }

  /** Why the stream ended before its end, if it did. */
  Optional<IOException> broken() {
    return Optional.ofNullable(broken);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      if (declared > limit) {
        throw new TooLarge(limit, declared);
      }
      int read = in.read(buffer, offset, length);
      count += Math.max(0, read);
      if (count > limit) {
        throw new TooLarge(limit, count);
      }
      return read;
    } catch (IOException e) {
      broken = e;
      throw e;
    }
  }

  @Override
  public long skip(long wanted) throws IOException {
    byte[] scrap = new byte[(int) Math.clamp(wanted, 0, 8192)];
    return scrap.length == 0 ? 0 : Math.max(0, read(scrap, 0, scrap.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** A body has more bytes than were allowed. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    private final long atLeast;

    TooLarge(long limit, long atLeast) {
      super("the body is larger than %d bytes".formatted(limit));
      this.atLeast = atLeast;
    }

    /** How many bytes it has, as far as that is known. */
    long atLeast() {
      return atLeast;
    }
  }
}
