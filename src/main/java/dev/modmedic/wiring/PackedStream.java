package dev.modmedic.wiring;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.compression.JdkZlibDecoder;
import io.netty.handler.codec.compression.ZlibWrapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One packed body: a stream of deflate, or of gzip with further ones behind it (RFC 1952, 2.2). */
final class PackedStream {
  /** Each costs as much as some kilobytes; nobody packs a log in so many pieces. */
  private static final int MOST_MEMBERS = 1_000;

  private final ZlibWrapper wrapper;
  private Member member;
  private EmbeddedChannel channel;
  private int members = 1;
  private boolean begun;

  PackedStream(ZlibWrapper wrapper) {
    this.wrapper = wrapper;
    this.member = new Member(wrapper);
    this.channel = new EmbeddedChannel(member);
  }

  /**
   * Takes and releases some bytes; {@link #read} then has what they unpack to.
   *
   * @throws DecompressionException if they are no part of such a stream
   */
  void write(ByteBuf packed) {
    begun |= packed.isReadable();
    channel.writeInbound(packed);
  }

  @Nullable ByteBuf read() {
    return channel.readInbound();
  }

  /**
   * Goes on with what stood behind the end of a stream.
   *
   * @return whether there was anything
   * @throws DecompressionException if it is no further stream
   */
  boolean writeRest() {
    ByteBuf rest = member.rest;
    if (rest == null) {
      return false;
    }
    member.rest = null;
    if (wrapper != ZlibWrapper.GZIP || ++members > MOST_MEMBERS) {
      rest.release();
      throw new DecompressionException("something stands behind the end");
    }
    channel.finishAndReleaseAll();
    member = new Member(wrapper);
    channel = new EmbeddedChannel(member);
    channel.writeInbound(rest);
    return true;
  }

  /** Whether a stream began and its end has not come. */
  boolean isCutOff() {
    return begun && !member.isClosed();
  }

  void close() {
    try {
      channel.finishAndReleaseAll();
    } catch (DecompressionException e) {
      // Nobody wants what is left.
    }
    if (member.rest != null) {
      member.rest.release();
      member.rest = null;
    }
  }

  /** Keeps what stands behind the end of its stream, which the decoder would throw away. */
  private static final class Member extends JdkZlibDecoder {
    private @Nullable ByteBuf rest;

    Member(ZlibWrapper wrapper) {
      super(wrapper, 0);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
        throws Exception {
      if (isClosed() && rest == null) {
        rest = in.readRetainedSlice(in.readableBytes());
      } else {
        super.decode(context, in, out);
      }
    }
  }
}
