package dev.modmedic.wiring;

import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.compression.ZlibWrapper;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Arrays;
import java.util.List;
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
  private @Nullable PackedStream packed;
  private long unpacked;

  /** An encoding that nobody here unpacks, until its body comes. */
  private @Nullable String unknown;

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
    if (message instanceof HttpContent content && unknown != null) {
      refuse(context, unknown, content);
    }
    if (packed != null && message instanceof HttpContent content) {
      unpack(context, packed, content);
    } else if (dropping && message instanceof HttpContent content) {
      drop(context, content);
    } else {
      context.fireChannelRead(message);
    }
  }

  private void begin(HttpRequest request) {
    end();
    dropping = false;
    unknown = null;
    HttpHeaders headers = request.headers();
    List<String> encodings =
        headers.getAll(HttpHeaderNames.CONTENT_ENCODING).stream()
            .flatMap(line -> Arrays.stream(line.split(",")))
            .map(encoding -> encoding.strip().toLowerCase(Locale.ROOT))
            .filter(encoding -> !encoding.isEmpty() && !encoding.equals("identity"))
            .toList();
    if (encodings.isEmpty()) {
      return;
    }
    @Nullable ZlibWrapper wrapper = encodings.size() > 1 ? null : wrapper(encodings.getFirst());
    if (wrapper == null) {
      unknown = String.join(", ", encodings);
      return;
    }
    packed = new PackedStream(wrapper);
    unpacked = 0;
    headers.remove(HttpHeaderNames.CONTENT_LENGTH);
    headers.remove(HttpHeaderNames.CONTENT_ENCODING);
    headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
  }

  private static @Nullable ZlibWrapper wrapper(String encoding) {
    return switch (encoding) {
      case "gzip", "x-gzip" -> ZlibWrapper.GZIP;
      case "deflate", "x-deflate" -> ZlibWrapper.ZLIB_OR_NONE;
      default -> null;
    };
  }

  /** A request without a body may say what it likes. */
  private void refuse(ChannelHandlerContext context, String encoding, HttpContent content) {
    if (content.content().isReadable()) {
      unknown = null;
      dropping = true;
      context.fireExceptionCaught(
          new ProblemException(
              ProblemType.UNSUPPORTED_ENCODING,
              "Content-Encoding %s is not supported. %s"
                  .formatted(encoding, ProblemType.UNSUPPORTED_ENCODING.advice())));
    }
  }

  private void unpack(ChannelHandlerContext context, PackedStream stream, HttpContent content) {
    boolean last = content instanceof LastHttpContent;
    try {
      ByteBuf some = content.content();
      while (some.isReadable() && unpacked <= most) {
        stream.write(some.readRetainedSlice(Math.min(SLICE, some.readableBytes())));
        forward(context, stream);
        while (unpacked <= most && stream.writeRest()) {
          forward(context, stream);
        }
      }
      if (last && unpacked <= most && stream.isCutOff()) {
        throw new DecompressionException("cut off");
      }
    } catch (DecompressionException e) {
      stop();
      context.fireExceptionCaught(
          new ProblemException(
              ProblemType.BAD_REQUEST,
              "The body is not packed as its Content-Encoding says, or it is cut off."));
    } finally {
      content.release();
    }
    if (unpacked > most) {
      stop();
    }
    if (last) {
      end();
      dropping = false;
      context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  private void forward(ChannelHandlerContext context, PackedStream stream) {
    for (@Nullable ByteBuf part = stream.read(); part != null; part = stream.read()) {
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
    if (packed != null) {
      PackedStream ended = packed;
      packed = null;
      ended.close();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    end();
  }
}
