package dev.modmedic.wiring;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Drops headers that are lists of nothing but empty elements, which a recipient has to ignore (RFC
 * 9110, section 5.6.1.2); the framework would fail on them.
 */
final class EmptyLists extends ChannelInboundHandlerAdapter {
  private static final Pattern EMPTY = Pattern.compile("[,;\\s]*");
  private static final List<AsciiString> READ_BY_FRAMEWORK =
      List.of(HttpHeaderNames.ACCEPT_LANGUAGE, HttpHeaderNames.ACCEPT_CHARSET);

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      for (AsciiString name : READ_BY_FRAMEWORK) {
        String first = request.headers().get(name);
        if (first != null && EMPTY.matcher(first).matches()) {
          request.headers().remove(name);
        }
      }
    }
    context.fireChannelRead(message);
  }
}
