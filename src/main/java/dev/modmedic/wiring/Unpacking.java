package dev.modmedic.wiring;

import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.compression.ZlibWrapper;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks the bodies of one connection's requests, and stops where they become too large.
 *
 * <p>The framework would go on to the end of a body that it refuses, a thousand times as long as
 * what came.
 */
final class Unpacking extends ChannelInboundHandlerAdapter {
  /** Deflate makes at most 1,032 bytes of one, so a slice gives at most about a mebibyte. */
  private static final int SLICE = 1_024;

  private final long most;
  private @Nullable EmbeddedChannel unpacker;
  private long unpacked;
  private boolean dropping;

  /**
   * @param most a body of more bytes is refused by whoever reads it
   */
  Unpacking(long most) {
    this.most = most;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      begin(request);
    }
    if (unpacker != null && message instanceof HttpContent content) {
      unpack(context, unpacker, content);
    } else if (dropping && message instanceof HttpContent content) {
      drop(context, content);
    } else {
      context.fireChannelRead(message);
    }
  }

  private void begin(HttpRequest request) {
    end();
    dropping = false;
    HttpHeaders headers = request.headers();
    @Nullable ZlibWrapper wrapper = wrapper(headers.get(HttpHeaderNames.CONTENT_ENCODING));
    if (wrapper != null) {
      unpacker = new EmbeddedChannel(ZlibCodecFactory.newZlibDecoder(wrapper, 0));
      unpacked = 0;
      headers.remove(HttpHeaderNames.CONTENT_LENGTH);
      headers.remove(HttpHeaderNames.CONTENT_ENCODING);
      headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
  }

  private static @Nullable ZlibWrapper wrapper(@Nullable String encoding) {
    return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> ZlibWrapper.GZIP;
      case "deflate", "x-deflate" -> ZlibWrapper.ZLIB_OR_NONE;
      default -> null;
    };
  }

  private void unpack(
      ChannelHandlerContext context, EmbeddedChannel unpacker, HttpContent content) {
    try {
      ByteBuf packed = content.content();
      while (packed.isReadable() && unpacked <= most) {
        unpacker.writeInbound(packed.readRetainedSlice(Math.min(SLICE, packed.readableBytes())));
        forward(context, unpacker);
      }
    } catch (DecompressionException e) {
      stop();
      context.fireExceptionCaught(
          new ProblemException(
              ProblemType.BAD_REQUEST, "The body is not packed as its Content-Encoding says."));
    } finally {
      content.release();
    }
    if (unpacked > most) {
      stop();
    }
    if (content instanceof LastHttpContent) {
      end();
      dropping = false;
      context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  private void forward(ChannelHandlerContext context, EmbeddedChannel channel) {
    for (@Nullable ByteBuf part = channel.readInbound();
        part != null;
        part = channel.readInbound()) {
      unpacked += part.readableBytes();
      context.fireChannelRead(new DefaultHttpContent(part));
    }
  }

  private void drop(ChannelHandlerContext context, HttpContent content) {
    content.release();
    if (content instanceof LastHttpContent) {
      dropping = false;
      context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  private void stop() {
    end();
    dropping = true;
  }

  private void end() {
    if (unpacker != null) {
      EmbeddedChannel ended = unpacker;
      unpacker = null;
      try {
        ended.finishAndReleaseAll();
      } catch (DecompressionException e) {
        // Nobody wants the rest.
      }
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    end();
  }
}
